import { Button, Skeleton, Typography } from 'antd'
import { paths } from '../../paths.ts'
import type { Tone } from '../../platform/theme.ts'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { StatusTag } from '../../platform/ui/StatusTag.tsx'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { trackWord } from './TrackDialog.tsx'
import { useOrderWork, usePlaceNames, type Work } from './use-order.ts'
import { useOrderPageWords } from './words.ts'

const workTones: Record<Work['status'], Tone> = {
  ...{ open: 'quiet', scheduled: 'quiet', released: 'active', on_hold: 'warning', picking: 'active' },
  ...{ packed: 'active', closed: 'good', cancelled: 'quiet' },
}
const parcelTones: Record<Work['shipments'][number]['status'], Tone> = {
  ...{ label_created: 'quiet', shipped: 'active', delivered: 'good', voided: 'quiet' },
  ...{ returned_to_sender: 'warning', lost: 'danger' },
}

/** What each place has to send, and where its parcels are. */
export function Parcels() {
  const say = useOrderPageWords()
  const { order, may } = useDesk()
  const works = useOrderWork(order.id)
  if (!may('fulfillment.read')) return null
  return (
    <Section title={say('fulfillment')}>
      {works === undefined && <Skeleton active title={false} paragraph={{ rows: 2 }} />}
      {works?.length === 0 && <p className={styles.secondary}>{say('fulfillment_none')}</p>}
      <ul className={styles.list}>
        {works?.map((work) => (
          <WorkItem key={work.id} work={work} />
        ))}
      </ul>
    </Section>
  )
}

function WorkItem({ work }: { work: Work }) {
  const say = useOrderPageWords()
  const nameOf = usePlaceNames()
  return (
    <li>
      <div className={styles.row}>
        <PageLink to={paths.work(work.id)}>{say('work_from', { place: nameOf(work.locationId) ?? '–' })}</PageLink>
        <StatusTag tone={workTones[work.status]}>{say(`work_${work.status}`)}</StatusTag>
        <span className={styles.secondary}>
          {work.lines
            .filter(({ quantity, cancelled }) => quantity > cancelled)
            .map(({ sku, quantity, cancelled }) => `${sku} × ${quantity - cancelled}`)
            .join(', ')}
        </span>
      </div>
      {work.holds.map((hold) => (
        <div key={hold.id} className={styles.secondary}>
          {say('work_on_hold')}: {hold.reason}
        </div>
      ))}
      {work.shipments.map((parcel) => (
        <Parcel key={parcel.id} parcel={parcel} />
      ))}
    </li>
  )
}

function Parcel({ parcel }: { parcel: Work['shipments'][number] }) {
  const say = useOrderPageWords()
  const { may, ask } = useDesk()
  const news = parcel.trackingEvents.toReversed()
  const hasLeft = parcel.status !== 'label_created' && parcel.status !== 'voided'
  return (
    <div style={{ paddingInlineStart: 16, marginTop: 6 }}>
      <div className={styles.row}>
        <span>{parcel.carrier}</span>
        <Typography.Text copyable={{ text: parcel.trackingNumber, tooltips: false }} className="figure">
          {parcel.trackingNumber}
        </Typography.Text>
        <StatusTag tone={parcelTones[parcel.status]}>{say(`parcel_${parcel.status}`)}</StatusTag>
        <span className={`${styles.secondary} ${styles.end}`}>
          <Moment at={parcel.deliveredAt ?? parcel.shippedAt ?? parcel.createdAt} />
        </span>
        {hasLeft && may('fulfillment.track') && (
          <Button
            size="small"
            type="text"
            className={styles.noPrint ?? ''}
            onClick={() => ask({ dialog: 'track', parcel })}
          >
            {say('track')}
          </Button>
        )}
      </div>
      <ul className={styles.list} style={{ gap: 2 }}>
        {news.map(({ occurredAt, code, place, description }) => (
          <li key={`${occurredAt} ${code}`} className={`${styles.row} ${styles.secondary}`}>
            <Moment at={occurredAt} /> {place} {description === '' ? say(trackWord(code)) : description}
          </li>
        ))}
      </ul>
    </div>
  )
}
