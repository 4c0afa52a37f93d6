import { Button } from 'antd'
import { useState } from 'react'
import type { FieldChange } from './event-changes.ts'
import { type HistoryItem, HistoryList } from './HistoryList.tsx'
import { useHistoryWords } from './words.ts'

const shownAtFirst = 12

/** What happened, the newest first: who, when, and what it changed. `write` says a field's value in words. */
export function History({
  items,
  write,
}: {
  items: readonly HistoryItem[]
  write: (change: FieldChange, value: unknown) => string
}) {
  const say = useHistoryWords()
  const [isWhole, setWhole] = useState(false)
  const newest = items.toReversed()
  const shown = isWhole ? newest : newest.slice(0, shownAtFirst)
  return (
    <>
      <HistoryList items={shown} write={write} />
      {newest.length > shown.length && (
        <Button size="small" type="link" onClick={() => setWhole(true)}>
          {say('history_all', { count: newest.length })}
        </Button>
      )}
    </>
  )
}
