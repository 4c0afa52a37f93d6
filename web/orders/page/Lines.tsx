import { MoreOutlined } from '@ant-design/icons'
import { Button, Dropdown, Tooltip } from 'antd'
import { writePrice } from '../../catalog/prices.ts'
import { useDevice } from '../../platform/device.ts'
import { Money } from '../../platform/ui/Money.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { useDesk } from './desk.ts'
import { MoneySum } from './MoneySum.tsx'
import styles from './order.module.css'
import { reinstateLine } from './order-calls.ts'
import { againstCancellingLine, againstReinstatingLine, type DetailLine } from './order-rules.ts'
import { useOrderPageWords } from './words.ts'

const basisPointsInPercent = 100

/** What was ordered: each line with how far it is, and what all of it comes to. */
export function Lines() {
  const say = useOrderPageWords()
  const { order } = useDesk()
  return (
    <Section title={say('lines')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <div className={styles.scroll} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col" className={styles.wideOnly}>
                {say('line_number')}
              </th>
              <th scope="col">{say('line_item')}</th>
              <th scope="col" className={`${styles.number} ${styles.wideOnly}`}>
                {say('line_price')}
              </th>
              <th scope="col" className={styles.number}>
                {say('line_quantity')}
              </th>
              <th scope="col" className={styles.wideOnly}>
                {say('line_progress')}
              </th>
              <th scope="col" className={`${styles.number} ${styles.wideOnly}`}>
                {say('line_tax')}
              </th>
              <th scope="col" className={styles.number}>
                {say('line_total')}
              </th>
              <th className={styles.noPrint}>
                <span hidden>{say('more_actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <LineRow key={line.lineNumber} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <MoneySum />
    </Section>
  )
}

function LineRow({ line }: { line: DetailLine }) {
  const say = useOrderPageWords()
  const { order } = useDesk()
  const isComponent = line.parentLineNumber !== null
  const picture = order.pictures[line.variantId]
  const isGone = line.cancelled === line.quantity
  return (
    <tr className={`${isGone ? styles.gone : ''} ${isComponent ? styles.component : ''}`}>
      <td className={`figure ${styles.wideOnly}`}>{line.lineNumber}</td>
      <td>
        <div className={styles.item}>
          {picture !== undefined && (
            <img
              src={`/api/v1/pictures/${picture}`}
              alt=""
              width={40}
              height={40}
              className={styles.picture}
              loading="lazy"
            />
          )}
          <div>
            <div>{line.name}</div>
            <div className={styles.secondary}>
              {line.sku}
              {!isComponent && (
                <span className={`figure ${styles.narrowOnly}`}>
                  {' '}
                  · <UnitPrice line={line} />
                </span>
              )}
              {line.kind !== 'stocked' && ` · ${say(line.kind === 'service' ? 'line_service' : 'line_bundle')}`}
            </div>
            <div className={styles.narrowOnly}>
              <Counts line={line} />
            </div>
          </div>
        </div>
      </td>
      <td className={`figure ${styles.number} ${styles.wideOnly}`}>{!isComponent && <UnitPrice line={line} />}</td>
      <td className={`figure ${styles.number}`}>{line.quantity}</td>
      <td className={`${styles.keeps} ${styles.wideOnly}`}>
        <Counts line={line} />
      </td>
      <td className={`figure ${styles.number} ${styles.wideOnly}`}>
        {line.taxRateBasisPoints / basisPointsInPercent}% <Money amount={line.tax} currency={order.currency} />
      </td>
      <td className={`figure ${styles.number}`}>
        <Money amount={line.lineTotal - line.discount} currency={order.currency} />
        {line.discount > 0 && (
          <div className={styles.secondary}>
            {say('line_discount')} <Money amount={-line.discount} currency={order.currency} />
          </div>
        )}
      </td>
      <td className={`${styles.keeps} ${styles.noPrint}`}>{!isComponent && <LineActions line={line} />}</td>
    </tr>
  )
}

/** What one piece costs: it may have more decimals than its currency. */
function UnitPrice({ line }: { line: DetailLine }) {
  const { language } = useDevice()
  const { order } = useDesk()
  return writePrice({ price: line.unitPrice, currency: order.currency }, language)
}

const counts = [
  ...(['cancelled', 'unallocated', 'backordered', 'reserved'] as const),
  ...(['allocated', 'picked', 'shipped', 'delivered'] as const),
] as const

/** What is on its way of a line, each word with its number; of what has left it is not told that it was picked. */
function Counts({ line }: { line: DetailLine }) {
  const say = useOrderPageWords()
  const shown = {
    ...line,
    picked: line.picked - line.shipped,
    allocated: line.allocated - (line.picked - line.shipped),
    shipped: line.shipped - line.delivered,
  }
  return (
    <span className={styles.counts}>
      {counts.map(
        (count) => shown[count] > 0 && <span key={count}>{say(`count_${count}`, { count: shown[count] })}</span>,
      )}
    </span>
  )
}

function LineActions({ line }: { line: DetailLine }) {
  const say = useOrderPageWords()
  const { order, may, ask, act } = useDesk()
  const cancelling = againstCancellingLine(order, line, may)
  const reinstating = againstReinstatingLine(order, may)
  const label = (words: string, obstacle: typeof cancelling) =>
    obstacle === undefined ? words : <Tooltip title={say(`not_${obstacle}`)}>{words}</Tooltip>
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            key: 'cancel',
            label: label(say('do_cancel_line'), cancelling),
            disabled: cancelling !== undefined,
            onClick: () => ask({ dialog: 'cancel_line', line }),
          },
          ...(line.cancelled > 0 && order.status !== 'cancelled'
            ? [
                {
                  key: 'reinstate',
                  label: label(say('do_reinstate_line'), reinstating),
                  disabled: reinstating !== undefined,
                  onClick: () =>
                    void act(() => reinstateLine(order, line.lineNumber), { says: say('done_reinstated') }),
                },
              ]
            : []),
        ],
      }}
    >
      <Button
        size="small"
        type="text"
        icon={<MoreOutlined />}
        aria-label={say('line_actions', { line: line.lineNumber })}
      />
    </Dropdown>
  )
}
