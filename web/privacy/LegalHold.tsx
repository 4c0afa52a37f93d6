import { Form, Input, Space } from 'antd'
import type { z } from 'zod'
import type {
  holdCustomerDataContract,
  holdOrderDataContract,
  legalHoldView,
  releaseCustomerDataContract,
  releaseOrderDataContract,
} from '../../src/privacy/contract.ts'
import type { HeldSubject } from '../../src/privacy/legal-hold.ts'
import { ActorName } from '../access/ActorName.tsx'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { Moment } from '../platform/ui/Moment.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './privacy.module.css'
import { pathOfSubject } from './subject.ts'
import { usePrivacyWords } from './words.ts'

/** A hold that keeps what is held of a customer or an order from being erased, as for a lawsuit. */
export function LegalHold({
  subject,
  holds,
}: {
  subject: HeldSubject
  holds: readonly z.output<typeof legalHoldView>[]
}) {
  const say = usePrivacyWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const path = `${pathOfSubject(subject)}/legal-hold`
  const after = (says: string) => ({ says, stale: ['/privacy', '/legal-holds'] })
  const own = holds.find(({ subjectId }) => subjectId === subject.id)
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
            void act(
              () => call<typeof releaseCustomerDataContract | typeof releaseOrderDataContract>('DELETE', path),
              after(say('released')),
            )
          }
        >
          {say('release')}
        </ActionButton>
      ) : (
        <Form<{ reason: string }>
          onFinish={(given) =>
            void act(
              () => call<typeof holdCustomerDataContract | typeof holdOrderDataContract>('PUT', path, given),
              after(say('held')),
            )
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
