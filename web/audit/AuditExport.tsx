import { DownloadOutlined } from '@ant-design/icons'
import { useState } from 'react'
import type { exportAuditContract } from '../../src/access/audit/contract.ts'
import { systemClock } from '../../src/platform/time.ts'
import { type BodyOf, call } from '../platform/call.ts'
import { saveFile } from '../platform/save-file.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useAuditWords } from './words.ts'

/** Takes what is shown out as CSV, a part after the other, into one file. */
export function AuditExport({ query }: { query: Readonly<Record<string, string | undefined>> }) {
  const say = useAuditWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const [count, setCount] = useState(0)
  const filter = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  const takeAll = async () => {
    const parts: string[] = []
    let [after, taken]: [string | null, number] = [null, 0]
    do {
      const body: BodyOf<typeof exportAuditContract> = { ...filter, ...(after !== null && { after }) }
      const part = await call<typeof exportAuditContract>('POST', '/audit/exports', body)
      parts.push(after === null ? part.csv : part.csv.slice(part.csv.indexOf('\n') + 1))
      after = part.next
      taken += part.entries
      setCount(taken)
    } while (after !== null)
    const day = systemClock().toISOString().slice(0, 10)
    saveFile(`audit-${day}.csv`, 'text/csv;charset=utf-8', `\uFEFF${parts.join('')}`)
    return { taken }
  }
  return (
    <ActionButton
      icon={<DownloadOutlined />}
      reason={may('audit.export') ? undefined : say('not_permitted')}
      loading={isBusy}
      onClick={() => void act(takeAll, { says: say('exported') })}
    >
      {isBusy && count > 0 ? say('exporting', { count }) : say('export')}
    </ActionButton>
  )
}
