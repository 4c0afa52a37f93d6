import { Alert, Button, Space } from 'antd'
import { paths } from '../../paths.ts'
import { PageLink } from '../../platform/ui/PageLink.tsx'
import styles from './entry.module.css'
import type { DraftSaving } from './use-draft-saving.ts'
import { useEntryWords } from './words.ts'

/** Somebody has to decide what becomes of the draft. */
export function SavingNotice({ saving: { state, overwrite } }: { saving: DraftSaving }) {
  const say = useEntryWords()
  if (state === 'conflict') {
    return (
      <Alert
        type="warning"
        showIcon
        className={styles.notice ?? ''}
        title={say('draft_conflict')}
        action={
          <Space>
            <Button size="small" onClick={() => location.reload()}>
              {say('draft_conflict_theirs')}
            </Button>
            <Button size="small" onClick={overwrite}>
              {say('draft_conflict_mine')}
            </Button>
          </Space>
        }
      />
    )
  }
  if (state === 'ended') {
    return (
      <Alert
        type="warning"
        showIcon
        className={styles.notice ?? ''}
        title={say('draft_ended')}
        action={<PageLink to={paths.newOrder()}>{say('new_order')}</PageLink>}
      />
    )
  }
  return null
}

/** How far the draft is kept. */
export function SavingStatus({ saving: { state } }: { saving: DraftSaving }) {
  const say = useEntryWords()
  return (
    <div className={styles.saving} data-saving={state} role="status">
      {state === 'nothing' || state === 'conflict' || state === 'ended' ? '' : say(`draft_${state}`)}
    </div>
  )
}
