import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { useMay } from '../../platform/session.ts'
import { ActionButton } from '../../platform/ui/ActionButton.tsx'
import { firstActs, missingPermission, type OrderActName, orderActs } from './order-acts.ts'
import { useOrderListWords } from './words.ts'

const moreActs = (Object.keys(orderActs) as OrderActName[]).filter((act) => !firstActs.includes(act))

/** What can be done with the orders that are chosen; what somebody may not do says what it needs. */
export function SelectionActs({
  omit,
  onAct,
}: {
  /** What stands elsewhere already. */
  omit?: OrderActName
  onAct: (act: OrderActName) => void
}) {
  const say = useOrderListWords()
  const may = useMay()
  const reasonOf = (act: OrderActName) => {
    const permission = missingPermission(act, may)
    return permission === undefined ? undefined : say('act_needs', { permission })
  }
  return (
    <>
      {firstActs
        .filter((act) => act !== omit)
        .map((act) => (
          <ActionButton
            key={act}
            size="small"
            danger={act === 'cancel'}
            reason={reasonOf(act)}
            onClick={() => onAct(act)}
          >
            {say(`act_${act}`)}
          </ActionButton>
        ))}
      <Dropdown
        trigger={['click']}
        menu={{
          items: moreActs.map((act) => ({
            key: act,
            label: say(`act_${act}`),
            disabled: reasonOf(act) !== undefined,
            title: reasonOf(act) ?? '',
          })),
          onClick: ({ key }) => onAct(key as OrderActName),
        }}
      >
        <Button size="small">
          {say('act_more')} <DownOutlined />
        </Button>
      </Dropdown>
    </>
  )
}
