import { Skeleton } from 'antd'
import type { Judged, SourcingDecision } from '../../../src/orders/sourcing/source-order.ts'
import { useDevice } from '../../platform/device.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderSourcing, usePlaceNames } from './use-order.ts'
import { useOrderPageWords } from './words.ts'

const permilleInPercent = 10

/** Why this warehouse: the last decision open, those before it closed. */
export function Sourcing() {
  const say = useOrderPageWords()
  const { order } = useDesk()
  const { data } = useOrderSourcing(order.id)
  const decisions = (data?.items ?? []).toReversed()
  const [last, ...earlier] = decisions
  if (data !== undefined && last === undefined) return null
  return (
    <Section title={say('sourcing')} className={styles.noPrint ?? ''}>
      {last === undefined ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        <Decision decision={last.decision as SourcingDecision} at={last.at} />
      )}
      {earlier.map(({ decisionNumber, decision, at }) => (
        <details key={decisionNumber}>
          <summary>{say('sourcing_decision', { number: decisionNumber })}</summary>
          <Decision decision={decision as SourcingDecision} at={at} />
        </details>
      ))}
    </Section>
  )
}

function Decision({ decision: { rule, outcome, candidates }, at }: { decision: SourcingDecision; at: string }) {
  const say = useOrderPageWords()
  return (
    <>
      <p className={styles.row}>
        <strong>{say(`sourcing_rule_${rule}`)}</strong>
        <span>{say(`outcome_${outcome}`)}</span>
        <span className={`${styles.secondary} ${styles.end}`}>
          <Moment at={at} />
        </span>
      </p>
      {candidates.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{say('sourcing_place')}</th>
                <th scope="col" className={styles.number}>
                  {say('sourcing_distance')}
                </th>
                <th scope="col" className={styles.number}>
                  {say('sourcing_fills')}
                </th>
                <th scope="col">{say('sourcing_verdict')}</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map((candidate) => (
                <Candidate key={candidate.locationId} candidate={candidate} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Candidate({ candidate: { locationId, code, distanceKm, fills, reason } }: { candidate: Judged }) {
  const say = useOrderPageWords()
  const nameOf = usePlaceNames()
  const { language } = useDevice()
  const isChosen = reason === 'chosen' || reason === 'chosen_with_others'
  const km = distanceKm === null ? '–' : new Intl.NumberFormat(language).format(Math.round(distanceKm))
  return (
    <tr>
      <td>{nameOf(locationId) ?? code}</td>
      <td className={`figure ${styles.number}`}>{distanceKm === null ? '–' : say('km', { km })}</td>
      <td className={`figure ${styles.number}`}>{Math.floor(fills / permilleInPercent)}%</td>
      <td>
        <StatusTag tone={isChosen ? 'good' : 'quiet'}>{say(`judged_${reason}`)}</StatusTag>
      </td>
    </tr>
  )
}
