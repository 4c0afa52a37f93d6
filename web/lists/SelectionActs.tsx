import { DownOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { maxChosen } from '../../src/bulk/bulk-job.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { type ChosenRows, isTooMany, type ListActs, missingFor } from './list-acts.ts'
import { useListsWords } from './words.ts'

/** What can be done with the rows that are chosen; what somebody may not do says what it needs. */
export function SelectionActs({
  acts,
  selection,
  omit,
  onAct,
}: {
  acts: ListActs
  /** What they would be done with. */
  selection: ChosenRows
  /** What stands elsewhere already. */
  omit?: string
  onAct: (act: string) => void
}) {
  const say = useListsWords()
  const may = useMay()
  const reasonOf = (act: string) => {
    if (isTooMany(selection)) return say('act_too_many', { most: maxChosen.toLocaleString('en') })
    const permission = missingFor(acts, act, may)
    return permission === undefined ? undefined : say('act_needs', { permission })
  }
  const more = Object.keys(acts.permissions).filter((act) => !acts.first.includes(act))
  return (
    <>
      {acts.first
        .filter((act) => act !== omit)
        .map((act) => (
          <ActionButton
            key={act}
            size="small"
            danger={acts.dangers?.includes(act) === true}
            reason={reasonOf(act)}
            onClick={() => onAct(act)}
          >
            {acts.titleOf(act)}
          </ActionButton>
        ))}
      {more.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: more.map((act) => ({
              key: act,
              label: acts.titleOf(act),
              disabled: reasonOf(act) !== undefined,
              title: reasonOf(act) ?? '',
            })),
            onClick: ({ key }) => onAct(key),
          }}
        >
          <Button size="small">
            {say('act_more')} <DownOutlined />
          </Button>
        </Dropdown>
      )}
    </>
  )
}
