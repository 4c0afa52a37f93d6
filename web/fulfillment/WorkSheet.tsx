import type { z } from 'zod'
import type { contactView } from '../../src/customers/contact.ts'
import { usePlaces } from '../locations/use-places.ts'
import { writeRegion } from '../locations/write-region.ts'
import { Barcode } from '../platform/ui/Barcode.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useChannelName } from '../settings/use-channels.ts'
import styles from './print.module.css'
import { useWorkWords } from './words.ts'
import type { Work, WorkLine } from './work.ts'

/** Whom goods go to, by fulfillment order, as far as it was asked for. */
export type Receivers = ReadonlyMap<string, z.output<typeof contactView>>

/** A sheet of paper for one piece of work: what to take from the shelves, or what lies in the parcel. */
export function WorkSheet({
  work,
  sheet,
  receivers,
  printedBefore,
}: {
  work: Work
  sheet: 'picking' | 'slip'
  receivers: Receivers
  printedBefore: number
}) {
  const say = useWorkWords()
  const { nameOf } = usePlaces()
  const channelName = useChannelName()
  const lines = sheetLines(work, sheet)
  return (
    <article className={styles.sheet} data-work={work.id}>
      <header className={styles.head}>
        <div>
          <h2>
            {say(`print_title_${sheet}`)} · {say('work_title', { number: work.orderNumber })}
          </h2>
          <p>
            {nameOf(work.locationId)} · {channelName(work.channel)} · <Moment at={work.createdAt} />
          </p>
          {printedBefore > 0 && (
            <p className={styles.again}>
              {say('printed_before')} · {say('printed_before_says', { count: printedBefore + 1 })}
            </p>
          )}
        </div>
        <Barcode code={String(work.orderNumber)} />
      </header>
      {sheet === 'slip' && <Receiver contact={receivers.get(work.id)} />}
      <table className={styles.table}>
        <thead>
          <tr>
            {sheet === 'picking' && <th scope="col">{say('print_picked')}</th>}
            <th scope="col">{say('print_sku')}</th>
            <th scope="col">{say('print_name')}</th>
            <th scope="col">{say('print_barcode')}</th>
            <th scope="col" className={styles.number}>
              {say('print_quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, quantity }) => (
            <tr key={`${line.lineNumber}-${line.allocationNumber}`}>
              {sheet === 'picking' && <td className={styles.box}>☐</td>}
              <td>{line.sku}</td>
              <td>{line.name}</td>
              <td className={styles.code}>{line.barcode ?? ''}</td>
              <td className={styles.number}>{quantity}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.sum}>
        {say('print_sum', { count: lines.reduce((sum, { quantity }) => sum + quantity, 0) })}
      </p>
    </article>
  )
}

/** In the order of the shelves, which is that of the SKUs as long as places have none of their own. */
function sheetLines(work: Work, sheet: 'picking' | 'slip'): { line: WorkLine; quantity: number }[] {
  return work.lines
    .map((line) => {
      const wanted = line.quantity - line.short - line.cancelled
      return { line, quantity: sheet === 'picking' ? wanted - line.picked : line.packed > 0 ? line.packed : wanted }
    })
    .filter(({ quantity }) => quantity > 0)
    .toSorted((a, b) => a.line.sku.localeCompare(b.line.sku, 'en', { numeric: true }))
}

function Receiver({ contact }: { contact: z.output<typeof contactView> | undefined }) {
  const say = useWorkWords()
  if (contact === undefined) return <p className={styles.hint}>{say('print_receiver_hidden')}</p>
  const {
    name,
    phone = '',
    street = '',
  } = contact.kind === 'plain' ? contact : { name: contact.masked.name, street: contact.masked.street }
  return (
    <p className={styles.receiver}>
      <strong>{say('print_receiver')}</strong> {name} {phone}
      <br />
      {writeRegion(contact)} {street}
    </p>
  )
}
