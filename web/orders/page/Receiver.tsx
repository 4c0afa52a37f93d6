import { EyeOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useState } from 'react'
import { disclosurePurposes } from '../../../src/customers/disclosure.ts'
import type { discloseOrderContract } from '../../../src/orders/contract.ts'
import { writeRegion } from '../../locations/write-region.ts'
import { type AnswerOf, call } from '../../platform/call.ts'
import { Section } from '../../platform/ui/Section.tsx'
import { useProblemWords } from '../../platform/use-problem-words.ts'
import { useDesk } from './desk.ts'
import styles from './order.module.css'
import { useOrderPageWords } from './words.ts'

type Purpose = (typeof disclosurePurposes)[number]
type Full = AnswerOf<typeof discloseOrderContract>['contact']

/** Whom the order goes to: masked; shown in full to who may and says what for, which is kept. */
export function Receiver() {
  const say = useOrderPageWords()
  const { order, may } = useDesk()
  const problem = useProblemWords()
  const { message } = App.useApp()
  // Shown as long as the page is: never in the cache.
  const [full, setFull] = useState<Full>()
  const [isAsking, setAsking] = useState(false)
  const { shipTo } = order
  const show = async (purpose: Purpose) => {
    setAsking(true)
    try {
      const { contact } = await call<typeof discloseOrderContract>('POST', `/orders/${order.id}/disclosures`, {
        purpose,
      })
      setFull(contact)
    } catch (error) {
      void message.error(problem(error).text, 8)
    } finally {
      setAsking(false)
    }
  }
  if (shipTo === null) return <Section title={say('receiver')}>{say('receiver_erased')}</Section>
  const shown = full?.kind === 'plain' ? full : shipTo
  return (
    <Section
      title={say('receiver')}
      extra={
        may('orders.disclose') &&
        (full === undefined ? (
          <ShowButton isAsking={isAsking} onShow={(purpose) => void show(purpose)} />
        ) : (
          <Button size="small" type="text" className={styles.noPrint ?? ''} onClick={() => setFull(undefined)}>
            {say('receiver_hide')}
          </Button>
        ))
      }
    >
      <address style={{ fontStyle: 'normal', overflowWrap: 'anywhere' }}>
        <strong>{shown.name ?? ''}</strong> <span className="figure">{shown.phone}</span>
        {shown.company !== undefined && <div>{shown.company}</div>}
        <div>{writeRegion(shown)}</div>
        <div>
          {shown.street} {shown.postcode}
        </div>
        {shown.email !== undefined && <div>{shown.email}</div>}
        {shown.country !== 'CN' && <div>{shown.country}</div>}
      </address>
      {shipTo.kind === 'platform_masked' && <div className={styles.secondary}>{say('receiver_platform')}</div>}
      {full !== undefined && (
        <div role="status" className={`${styles.secondary} ${styles.noPrint}`}>
          {say('receiver_shown')}
        </div>
      )}
    </Section>
  )
}

/** Asks what the full receiver is needed for. */
function ShowButton({ isAsking, onShow }: { isAsking: boolean; onShow: (purpose: Purpose) => void }) {
  const say = useOrderPageWords()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          {
            type: 'group',
            label: say('receiver_purpose'),
            children: disclosurePurposes.map((purpose) => ({
              key: purpose,
              label: say(`purpose_${purpose}_name`),
              onClick: () => onShow(purpose),
            })),
          },
        ],
      }}
    >
      <Button
        size="small"
        type="text"
        className={styles.noPrint ?? ''}
        icon={<EyeOutlined aria-hidden />}
        loading={isAsking}
      >
        {say('receiver_show')}
      </Button>
    </Dropdown>
  )
}
