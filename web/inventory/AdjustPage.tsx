import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Form, Modal, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { adjustStockContract, stockDocumentView } from '../../src/inventory/contract.ts'
import { type AdjustmentReason, adjustmentReasons } from '../../src/inventory/stock-document.ts'
import type { findVariantByCodeContract } from '../../src/pricing/contract.ts'
import { paths } from '../paths.ts'
import { type BodyOf, call, type Preview, preview, queryOf } from '../platform/call.ts'
import { useDevice } from '../platform/device.ts'
import { oneOf, useView } from '../platform/search.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useProblemWords } from '../platform/use-problem-words.ts'
import { usePlatformWords } from '../platform/words.ts'
import { type LineEntry, useLineEntry } from './line-entry.ts'
import { PlaceField } from './PlaceField.tsx'
import { linesOf, StockPaper } from './StockPaper.tsx'
import { useStockWords } from './words.ts'

type Header = { locationId: string; reason: AdjustmentReason; reference: string }
type Adjustment = BodyOf<typeof adjustStockContract>

const takesAway: readonly AdjustmentReason[] = ['damage', 'loss', 'expired']

/** Puts numbers right: what it will come to is shown before, and whether a second person has to agree. */
export default function AdjustPage() {
  const say = useStockWords()
  const entry = useLineEntry()
  const { locationId } = useDevice()
  const [form] = Form.useForm<Header>()
  const chosen = Form.useWatch('locationId', form)
  const reason = Form.useWatch('reason', form) ?? 'damage'
  const by = takesAway.includes(reason) ? -1 : 1
  const [asked, setAsked] = useState<{ adjustment: Adjustment; effect: Preview }>()
  const look = useLook((adjustment, effect) => setAsked({ adjustment, effect }))
  useFirstItem(entry, by)
  const bodyOf = ({ reference, ...header }: Header): Adjustment => ({
    ...header,
    reference: reference.trim(),
    lines: linesOf(entry),
  })
  return (
    <Page title={say('adjust')} from={{ to: paths.stock(), title: say('title') }}>
      <StockPaper<Header>
        form={form}
        initialValues={{ reason: 'damage', ...(locationId !== undefined && { locationId }) }}
        header={
          <>
            <PlaceField name="locationId" label={say('place')} />
            <Form.Item name="reason" label={say('reason')}>
              <Select
                size="large"
                options={adjustmentReasons.map((each) => ({ value: each, label: say(`reason_${each}`) }))}
              />
            </Form.Item>
          </>
        }
        entry={entry}
        by={by}
        locationId={chosen}
        sign={1}
        isSigned
        submitWord={say('adjust_submit')}
        isBusy={look.isPending}
        onSubmit={(header) => look.mutate(bodyOf(header))}
      />
      {asked && <Effect {...asked} entry={entry} onClose={() => setAsked(undefined)} />}
    </Page>
  )
}

/** The item that the address names stands there already. */
function useFirstItem(entry: LineEntry, by: number): void {
  const sku = oneOf(useView().sku)
  const isAdded = useRef(false)
  const { data } = useQuery({
    queryKey: ['/variants/by-code', sku],
    queryFn: () => call<typeof findVariantByCodeContract>('GET', `/variants/by-code${queryOf({ code: sku })}`),
    enabled: sku !== undefined,
  })
  useEffect(() => {
    if (data === undefined || isAdded.current) return
    isAdded.current = true
    entry.add(data, by)
  }, [data, entry, by])
}

function useLook(onSeen: (adjustment: Adjustment, effect: Preview) => void) {
  const tell = useProblemWords()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (adjustment: Adjustment) =>
      preview<typeof adjustStockContract>('POST', '/stock/adjustments', adjustment),
    onSuccess: (effect, adjustment) => onSeen(adjustment, effect),
    onError: (error) => void message.error(tell(error).text),
  })
}

function Effect({
  adjustment,
  effect,
  entry,
  onClose,
}: {
  adjustment: Adjustment
  effect: Preview
  entry: LineEntry
  onClose: () => void
}) {
  const say = useStockWords()
  const common = usePlatformWords()
  const needsApproval = effect.status === 202
  const adjust = useAdjust(needsApproval, () => {
    entry.clear()
    onClose()
  })
  // Only a document tells what would then be there; what waits for approval has none yet.
  const { lines } = (needsApproval ? { lines: [] } : effect.answer) as Pick<z.output<typeof stockDocumentView>, 'lines'>
  return (
    <Modal
      open
      title={say('adjust_confirm_title')}
      onCancel={onClose}
      onOk={() => adjust.mutate(adjustment)}
      okText={say(needsApproval ? 'adjust_submit_approval' : 'adjust_confirm')}
      cancelText={common('cancel')}
      confirmLoading={adjust.isPending}
    >
      {needsApproval && <Alert type="warning" showIcon title={say('adjust_needs_approval')} />}
      <ul>
        {lines.map(({ itemId, sku, quantity, onHand }) => (
          <li key={itemId}>{say('adjust_effect', { sku, before: onHand - quantity, after: onHand })}</li>
        ))}
        {needsApproval &&
          entry.lines.map(({ itemId, sku, quantity }) => (
            <li key={itemId}>
              {sku} {quantity}
            </li>
          ))}
      </ul>
    </Modal>
  )
}

function useAdjust(needsApproval: boolean, onDone: () => void) {
  const say = useStockWords()
  const tell = useProblemWords()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (body: Adjustment) => call<typeof adjustStockContract>('POST', '/stock/adjustments', body),
    onSuccess: () => {
      void message.success(say(needsApproval ? 'adjust_waits' : 'adjusted'))
      void client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('/stock') })
      void client.invalidateQueries({ queryKey: ['/approvals'] })
      onDone()
    },
    onError: (error) => void message.error(tell(error).text),
  })
}
