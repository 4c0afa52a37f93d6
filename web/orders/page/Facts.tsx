import { Button } from 'antd'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { useMay } from '../../platform/session.ts'
import { DueDay } from '../../platform/ui/DueDay.tsx'
import { Moment } from '../../platform/ui/Moment.tsx'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import { Section } from '../../platform/ui/Section.tsx'
import { PersonPanel } from '../../privacy/PersonPanel.tsx'
import { usePrivacyWords } from '../../privacy/words.ts'
import { useChannelName } from '../../settings/use-channels.ts'
import { isUndelivered } from '../undelivered.ts'
import { useOrderWords } from '../words.ts'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderPageWords } from './words.ts'

/** Where the order came from, when, on what terms, and whose it is. */
export function Facts() {
  const say = useOrderPageWords()
  const sayOrders = useOrderWords()
  const may = useMay()
  const { order } = useDesk()
  const channel = useChannelName()(order.channel)
  return (
    <>
      <Section title={say('customer')}>
        {order.customerId === null ? (
          <>
            {say('customer_guest')} {may('privacy.read') && <GuestData orderId={order.id} />}
          </>
        ) : (
          <>
            {sayOrders(`tier_${order.tier}`)}{' '}
            {may('customers.read') && (
              <PageLink to={paths.customer(order.customerId)} className={styles.noPrint}>
                {say('customer_open')}
              </PageLink>
            )}
          </>
        )}
      </Section>
      <Section title={say('facts')}>
        <dl className={styles.facts}>
          <dt>{say('fact_channel')}</dt>
          <dd>
            {channel} · {sayOrders(`source_${order.source}`)}
          </dd>
          {order.externalId !== null && (
            <>
              <dt>{say('fact_external')}</dt>
              <dd className="figure">{order.externalId}</dd>
            </>
          )}
          <dt>{say('fact_placed')}</dt>
          <dd>
            <Moment at={order.placedAt} />
          </dd>
          <dt>{say('fact_terms')}</dt>
          <dd>{sayOrders(`terms_${order.paymentTerms}`)}</dd>
          {order.requestedDeliveryOn !== null && (
            <>
              <dt>{say('fact_deliver_on')}</dt>
              <dd>
                <DueDay on={order.requestedDeliveryOn} isOpen={isUndelivered(order.stage)} />
              </dd>
            </>
          )}
          <dt>{say('fact_updated')}</dt>
          <dd>
            <Moment at={order.updatedAt} />
          </dd>
        </dl>
      </Section>
    </>
  )
}

/** What is held on the guest: a copy, a hold, erasure. */
function GuestData({ orderId }: { orderId: string }) {
  const say = usePrivacyWords()
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" className={styles.noPrint ?? ''} onClick={() => setOpen(true)}>
        {say('open_person')}
      </Button>
      {isOpen && <PersonPanel subject={{ type: 'order', id: orderId }} onClose={() => setOpen(false)} />}
    </>
  )
}
