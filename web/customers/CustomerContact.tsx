import { EyeOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { disclosurePurposes } from '../../src/customers/disclosure.ts'
import type { discloseCustomerContract } from '../../src/customers/disclosure-contract.ts'
import { type AnswerOf, call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { Facts } from '../platform/ui/Facts.tsx'
import { Section } from '../platform/ui/Section.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useCountryName } from '../platform/use-country-name.ts'
import styles from './customers.module.css'
import { type Customer, regionOf } from './customers.ts'
import { useCustomerWords } from './words.ts'

/** A contact as it is after a disclosure. */
export type FullContact = AnswerOf<typeof discloseCustomerContract>['contact']

type Purpose = (typeof disclosurePurposes)[number]

/** How a customer is reached: masked; whole for who may and says what for, which is kept. */
export function CustomerContact({
  customer,
  full,
  onShow,
}: {
  customer: Customer
  full: FullContact | undefined
  onShow: (full: FullContact | undefined) => void
}) {
  const say = useCustomerWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const countryName = useCountryName()
  const { id, contact } = customer
  if (contact === null) return <Section title={say('contact')}>{say('erased_says')}</Section>
  const show = async (purpose: Purpose) => {
    const path = `/customers/${id}/disclosures`
    const shown = await act(() => call<typeof discloseCustomerContract>('POST', path, { purpose }))
    if (shown !== undefined) onShow(shown.contact)
  }
  const { name, phone, email, company, street, postcode, country, ...region } =
    full?.kind === 'plain' ? { ...contact, ...full } : contact
  const isWhole = full !== undefined
  return (
    <Section
      title={say('contact')}
      extra={
        may('customers.disclose') &&
        (isWhole ? (
          <Button size="small" type="text" onClick={() => onShow(undefined)}>
            {say('hide')}
          </Button>
        ) : (
          <ShowButton isBusy={isBusy} onShow={(purpose) => void show(purpose)} />
        ))
      }
    >
      <Facts
        facts={[
          [say('name'), name],
          [
            say('phone'),
            <span key="phone" className="figure">
              {phone ?? '–'}
            </span>,
          ],
          [say('email'), email],
          [say('company'), company],
          [say('region'), [country === 'CN' ? '' : countryName(country), regionOf(region)].filter(Boolean).join(' ')],
          [say('street'), street],
          [say('postcode'), postcode],
        ]}
      />
      {isWhole && (
        <div role="status" className={styles.quiet}>
          {say('shown')}
        </div>
      )}
    </Section>
  )
}

/** Asks what the whole contact is needed for. */
function ShowButton({ isBusy, onShow }: { isBusy: boolean; onShow: (purpose: Purpose) => void }) {
  const say = useCustomerWords()
  const children = disclosurePurposes.map((purpose) => ({ key: purpose, label: say(`purpose_${purpose}_name`) }))
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [{ type: 'group', key: 'purpose', label: say('purpose'), children }],
        onClick: ({ key }) => onShow(key as Purpose),
      }}
    >
      <Button size="small" type="text" icon={<EyeOutlined />} loading={isBusy}>
        {say('show')}
      </Button>
    </Dropdown>
  )
}
