import { Button } from 'antd'
import { useState } from 'react'
import { type HistoryItem, HistoryList, type WriteChange } from './HistoryList.tsx'
import { useHistoryWords } from './words.ts'

const shownAtFirst = 12

/** What happened, the newest first: who, when, and what it changed. */
export function History({ items, write }: { items: readonly HistoryItem[]; write: WriteChange }) {
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
