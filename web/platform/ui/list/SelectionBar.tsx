import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Selection } from '../../list/selection.ts'
import { usePlatformWords } from '../../words.ts'
import { type Counted, writeCount } from '../../write-count.ts'
import styles from './controls.module.css'

/** What is chosen, how to choose all that match, and what can be done with it. Nothing is there as long as nothing is chosen. */
export function SelectionBar({
  selection,
  shown,
  matching,
  onAll,
  onNone,
  children,
}: {
  selection: Selection
  /** How many rows are shown. */
  shown: number
  /** How many the filter finds; `more` than were counted. Undefined: it is not known, or only these are there. */
  matching: Counted | undefined
  onAll: () => void
  onNone: () => void
  children: ReactNode
}) {
  const say = usePlatformWords()
  const isAll = selection.kind === 'all'
  const count = isAll ? (matching?.count ?? 0) : selection.ids.size
  if (!isAll && count === 0) return null
  const all = matching === undefined ? '' : writeCount(matching)
  const canAll =
    !isAll && matching !== undefined && selection.ids.size >= shown && (matching.count > shown || matching.more)
  return (
    <section className={styles.selection} aria-label={say('selection')} aria-live="polite">
      <strong className="figure">
        {isAll ? say('selection_all', { count: all }) : say('selection_count', { count })}
      </strong>
      {canAll && (
        <Button size="small" type="link" onClick={onAll}>
          {say('selection_choose_all', { count: all })}
        </Button>
      )}
      {children}
      <Button size="small" type="text" onClick={onNone} style={{ marginInlineStart: 'auto' }}>
        {say('selection_none')}
      </Button>
    </section>
  )
}
