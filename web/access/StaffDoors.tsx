import { App, Space } from 'antd'
import type {
  disableStaffContract,
  enableStaffContract,
  inviteAgainContract,
  removeSecondFactorContract,
} from '../../src/access/staff/contract.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import { useLacksMail } from '../training/use-onboarding.ts'
import { InvitationLink } from './InvitationLink.tsx'
import type { StaffRow } from './staff-row.ts'
import { useAccessWords } from './words.ts'

/** Whether somebody is let in: invite again, take a lost second factor away, keep out, let in again. */
export function StaffDoors({ staff }: { staff: StaffRow }) {
  const say = useAccessWords()
  const may = useMay()
  const { modal } = App.useApp()
  const { act, isBusy } = useAct()
  const lacksMail = useLacksMail()
  const { id, status, name, version, secondFactor } = staff
  const path = `/staff/${id}`
  const rest = { reason: may('access.staff') ? undefined : say('not_permitted'), loading: isBusy }
  const work = {
    invite: () => call<typeof inviteAgainContract>('POST', `${path}/invitation`),
    enable: () => call<typeof enableStaffContract>('DELETE', `${path}/deactivation`, undefined, { version }),
    disable: () => call<typeof disableStaffContract>('POST', `${path}/deactivation`, undefined, { version }),
    removeFactor: () =>
      call<typeof removeSecondFactorContract>('DELETE', `${path}/second-factor`, undefined, { version }),
  }
  const invited = say(lacksMail ? 'invited_without_mail' : 'invited')
  const after = { says: say('done'), stale: ['/staff'] }
  const confirmed = async (title: string, content: string, does: () => Promise<unknown>) => {
    const isSure = await modal.confirm({ title, content, okText: title, okButtonProps: { danger: true } })
    if (isSure) await act(does, after)
  }
  return (
    <section>
      <h2 style={{ fontSize: 15, marginTop: 28 }}>{say('doors')}</h2>
      <Space wrap>
        {status === 'invited' && (
          <ActionButton {...rest} onClick={() => void act(work.invite, { ...after, says: invited })}>
            {say('invite_again')}
          </ActionButton>
        )}
        {status === 'invited' && <InvitationLink staffId={id} />}
        {(secondFactor.authenticator || secondFactor.passkeys > 0) && (
          <ActionButton
            {...rest}
            onClick={() => void confirmed(say('remove_factor'), say('remove_factor_says', { name }), work.removeFactor)}
          >
            {say('remove_factor')}
          </ActionButton>
        )}
        {status === 'disabled' ? (
          <ActionButton {...rest} onClick={() => void act(work.enable, after)}>
            {say('enable')}
          </ActionButton>
        ) : (
          <ActionButton
            danger
            {...rest}
            onClick={() => void confirmed(say('disable'), say('disable_says', { name }), work.disable)}
          >
            {say('disable')}
          </ActionButton>
        )}
      </Space>
    </section>
  )
}
