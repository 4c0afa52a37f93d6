import { Form, Input, Space } from 'antd'
import type { z } from 'zod'
import type {
  holdCustomerDataContract,
  legalHoldView,
  releaseCustomerDataContract,
} from '../../src/privacy/contract.ts'
import { ActorName } from '../access/ActorName.tsx'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './privacy.module.css'
import { usePrivacyWords } from './words.ts'

/** A hold that keeps a customer's data from being erased, as for a lawsuit. */
export function LegalHold({
  customerId,
  holds,
}: {
  customerId: string
  holds: readonly z.output<typeof legalHoldView>[]
}) {
  const say = usePrivacyWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const path = `/customers/${customerId}/legal-hold`
  const after = (says: string) => ({ says, stale: ['/privacy'] })
  const own = holds.find(({ subjectType }) => subjectType === 'customer')
  const reason = may('privacy.hold') ? undefined : say('not_permitted')
  return (
    <section>
      <h2 className={styles.part}>{say('hold')}</h2>
      <p className={styles.says}>{say('hold_says')}</p>
      {own && (
        <p>
          {say('hold_placed')} <Moment at={own.placedAt} /> · <ActorName actor={own.placedBy} />
        </p>
      )}
      {own ? (
        <ActionButton
          reason={reason}
          loading={isBusy}
          onClick={() =>
            void act(() => call<typeof releaseCustomerDataContract>('DELETE', path), after(say('released')))
          }
        >
          {say('release')}
        </ActionButton>
      ) : (
        <Form<{ reason: string }>
          onFinish={(given) =>
            void act(() => call<typeof holdCustomerDataContract>('PUT', path, given), after(say('held')))
          }
        >
          <Space.Compact block>
            <Form.Item name="reason" noStyle rules={[{ required: true, message: say('required') }]}>
              <Input aria-label={say('hold_reason')} placeholder={say('hold_reason')} maxLength={500} />
            </Form.Item>
            <ActionButton htmlType="submit" reason={reason} loading={isBusy}>
              {say('hold_place')}
            </ActionButton>
          </Space.Compact>
        </Form>
      )}
    </section>
  )
}
