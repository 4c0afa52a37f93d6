import type { endStaffSessionsContract, listStaffSessionsContract } from '../../src/access/staff/contract.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useKeysetList } from '../platform/use-keyset-list.ts'
import { isOpen, SessionsTable } from './SessionsTable.tsx'
import { useAccessWords } from './words.ts'

/** Where somebody is signed in, and the way to end it all. */
export function StaffSessions({ staffId }: { staffId: string }) {
  const say = useAccessWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const path = `/staff/${staffId}/sessions`
  const list = useKeysetList<typeof listStaffSessionsContract>(path, {}, 10)
  const reason = may('access.staff')
    ? list.items.some(isOpen)
      ? undefined
      : say('sessions_none_open')
    : say('not_permitted')
  return (
    <section>
      <h2 style={{ fontSize: 15, marginTop: 28 }}>{say('sessions')}</h2>
      <SessionsTable list={list} />
      <ActionButton
        style={{ marginTop: 12 }}
        reason={reason}
        loading={isBusy}
        onClick={() =>
          void act(() => call<typeof endStaffSessionsContract>('DELETE', path), { says: say('done'), stale: [path] })
        }
      >
        {say('sessions_end_all')}
      </ActionButton>
    </section>
  )
}
