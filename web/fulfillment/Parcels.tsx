import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import type { dispatchShipmentContract } from '../../src/fulfillment/shipments/contract.ts'
import { shipmentActions } from '../../src/fulfillment/shipments/shipment.ts'
import { can } from '../../src/platform/states.ts'
import { secondMs } from '../../src/platform/time.ts'
import { call } from '../platform/call.ts'
import { enqueue, takeBack, useOutbox, waitingNow } from '../platform/outbox/outbox.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { voidReason } from './parcel-room.ts'
import { ShipmentStatusTag } from './WorkStatus.tsx'
import { useWorkWords } from './words.ts'
import styles from './work.module.css'
import type { Work } from './work.ts'

type Parcel = Work['shipments'][number]

const undoMs = 10 * secondMs

/** The parcels of a piece of work, with what can still be done about each. */
export function Parcels({ work }: { work: Work }) {
  const say = useWorkWords()
  if (work.shipments.length === 0) return null
  return (
    <section className={styles.parcels} aria-labelledby="parcels-of-work">
      <h2 id="parcels-of-work">{say('parcels_of')}</h2>
      <ul className={styles.lines}>
        {work.shipments.map((parcel) => (
          <ParcelRow key={parcel.id} parcel={parcel} />
        ))}
      </ul>
    </section>
  )
}

function ParcelRow({ parcel }: { parcel: Parcel }) {
  const say = useWorkWords()
  const may = useMay()
  const { requests } = useOutbox()
  const { dispatch, voidSoon, keep } = useParcel(parcel)
  const isVoiding = requests.some(({ subject }) => subject === parcel.id)
  const units = parcel.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const why = voidReason(parcel)
  return (
    <li className={styles.line} data-tracking={parcel.trackingNumber}>
      <span className={styles.lineName}>
        <span className="figure">
          {parcel.carrier} {parcel.trackingNumber}
        </span>
        <span className={styles.code}>
          {parcel.lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(' · ')}
          {parcel.weightGrams !== null && ` · ${say('grams', { count: parcel.weightGrams })}`}
        </span>
      </span>
      <span className={styles.lineCount}>
        {isVoiding ? (
          <StatusTag tone="warning">{say('void_waiting')}</StatusTag>
        ) : (
          <ShipmentStatusTag status={parcel.status} />
        )}
      </span>
      {may('fulfillment.work') && (
        <span className={styles.lineTools}>
          {isVoiding ? (
            <ActionButton className={styles.target ?? ''} onClick={keep}>
              {say('undo')}
            </ActionButton>
          ) : (
            <>
              {can(shipmentActions, 'ship', parcel.status) && (
                <ActionButton type="primary" className={styles.target ?? ''} onClick={() => dispatch.mutate()}>
                  {say('dispatch')}
                </ActionButton>
              )}
              <ActionButton
                danger
                className={styles.target ?? ''}
                reason={why && say(`void_reason_${why}`)}
                onClick={() => voidSoon(units)}
              >
                {say('void')}
              </ActionButton>
            </>
          )}
        </span>
      )}
    </li>
  )
}

/** Sends a parcel off, or voids its label: that waits for ten seconds, in which it can be taken back. */
function useParcel(parcel: Parcel) {
  const say = useWorkWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const number = parcel.trackingNumber
  const dispatch = useMutation({
    mutationFn: () => call<typeof dispatchShipmentContract>('POST', `/shipments/${parcel.id}/dispatch`, {}),
    onSuccess: () => {
      void message.success(say('dispatched'))
      void client.invalidateQueries({ queryKey: [`/fulfillment-orders/${parcel.fulfillmentOrderId}`] })
      void client.invalidateQueries({ queryKey: ['/fulfillment-orders'] })
    },
    onError: (error) => void message.error(tell(error).text),
  })
  return {
    dispatch,
    voidSoon: (units: number) =>
      void modal.confirm({
        title: say('void_title', { number }),
        content: say('void_says', { count: units }),
        okText: say('void'),
        okButtonProps: { danger: true },
        onOk: async () => {
          const path = `/shipments/${parcel.id}/void`
          await enqueue({
            subject: parcel.id,
            label: say('label_void', { number }),
            path,
            body: undefined,
            afterMs: undoMs,
          })
          void message.info(say('voiding', { number }))
        },
      }),
    keep: async () => {
      for (const request of waitingNow()) if (request.subject === parcel.id) await takeBack(request)
      void message.success(say('undone', { number }))
    },
  }
}
