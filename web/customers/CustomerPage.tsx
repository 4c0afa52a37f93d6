import { EditOutlined } from '@ant-design/icons'
import { useParams } from '@tanstack/react-router'
import { Skeleton } from 'antd'
import { useState } from 'react'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Facts } from '../platform/ui/Facts.tsx'
import { Fault } from '../platform/ui/Fault.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { StatusTag } from '../platform/ui/StatusTag.tsx'
import { BlockButton } from './BlockButton.tsx'
import { Consents } from './Consents.tsx'
import { CustomerContact, type FullContact } from './CustomerContact.tsx'
import { CustomerNotes } from './CustomerNotes.tsx'
import { CustomerOrders } from './CustomerOrders.tsx'
import { CustomerPanel } from './CustomerPanel.tsx'
import styles from './customers.module.css'
import { type Customer, standingOf, useCustomer } from './customers.ts'
import { Spending } from './Spending.tsx'
import { Timeline } from './Timeline.tsx'
import { useCustomerWords } from './words.ts'

/** A customer: the contact (masked), what they ordered, what happened, what they agreed to, what colleagues noted. */
export default function CustomerPage() {
  const say = useCustomerWords()
  const { customerId } = useParams({ strict: false }) as { customerId: string }
  const { data, error, refetch } = useCustomer(customerId)
  if (data !== undefined) return <Known key={data.id} customer={data} />
  return (
    <Page title={say('customer')}>
      {error === null ? <Skeleton active /> : <Fault error={error} onRetry={() => void refetch()} />}
    </Page>
  )
}

function Known({ customer }: { customer: Customer }) {
  const say = useCustomerWords()
  const may = useMay()
  const [isEditing, setEditing] = useState(false)
  // As long as the page is open: never in the cache.
  const [full, setFull] = useState<FullContact>()
  const { contact, code, tier, createdAt } = customer
  const { word, tone } = standingOf(customer)
  const reason = !may('customers.write') ? say('not_permitted') : contact === null ? say('erased_reason') : undefined
  return (
    <Page
      title={contact?.name ?? say('erased_name')}
      extra={<StatusTag tone={tone}>{say(word)}</StatusTag>}
      tools={
        <>
          <BlockButton customer={customer} reason={reason} />
          <ActionButton icon={<EditOutlined />} reason={reason} onClick={() => setEditing(true)}>
            {say('edit')}
          </ActionButton>
        </>
      }
    >
      {may('orders.read') && <Spending customerId={customer.id} />}
      <div className={styles.columns}>
        <div className={styles.person}>
          <CustomerContact customer={customer} full={full} onShow={setFull} />
          <Section title={say('about')}>
            <Facts
              facts={[
                [say('tier'), say(`tier_${tier}`)],
                [say('code'), code],
                [say('created'), <Moment key="at" at={createdAt} />],
              ]}
            />
            {may('privacy.read') && (
              <PageLink to={paths.settings('privacy', `?open=${customer.id}`)}>{say('personal_data')}</PageLink>
            )}
          </Section>
        </div>
        <div className={styles.lists}>
          {may('orders.read') && <CustomerOrders customerId={customer.id} />}
          <Timeline customer={customer} />
          <Consents customer={customer} />
        </div>
        {may('customers.note') && (
          <div className={styles.notes}>
            <CustomerNotes customer={customer} />
          </div>
        )}
      </div>
      {isEditing && (
        <CustomerPanel
          customer={customer}
          full={full}
          onClose={() => setEditing(false)}
          onContact={() => setFull(undefined)}
        />
      )}
    </Page>
  )
}
