import { useQuery } from '@tanstack/react-query'
import { Alert, Typography } from 'antd'
import { useState } from 'react'
import type { showInvitationContract } from '../../src/access/staff/contract.ts'
import type { getMailStateContract } from '../../src/platform/mail/state-contract.ts'
import { paths } from '../paths.ts'
import { call } from '../platform/call.ts'
import { useMay } from '../platform/session.ts'
import { ActionButton } from '../platform/ui/ActionButton.tsx'
import { useAct } from '../platform/use-act.tsx'
import styles from './access.module.css'
import { useAccessWords } from './words.ts'

/** Where no mail server is set, whoever invites is shown the link, to hand it on. */
export function InvitationLink({ staffId }: { staffId: string }) {
  const say = useAccessWords()
  const may = useMay()
  const { act, isBusy } = useAct()
  const [token, setToken] = useState<string>()
  const { data } = useQuery({
    queryKey: ['/mail'],
    queryFn: () => call<typeof getMailStateContract>('GET', '/mail'),
    enabled: may('events.read'),
    staleTime: 60_000,
  })
  if (data?.way === 'server') return null
  if (token !== undefined) {
    const link = new URL(`${paths.invitation()}#token=${token}`, location.origin).href
    return (
      <div>
        <Alert type="warning" showIcon title={say('link_once')} description={say('link_once_says')} />
        <Typography.Text copyable={{ text: link }} className={styles.secret ?? ''}>
          <code>{link}</code>
        </Typography.Text>
      </div>
    )
  }
  const show = async () => {
    const shown = await act(() => call<typeof showInvitationContract>('POST', `/staff/${staffId}/invitation-link`), {
      stale: ['/staff'],
    })
    if (shown) setToken(shown.token)
  }
  return (
    <ActionButton
      reason={may('access.staff') ? undefined : say('not_permitted')}
      loading={isBusy}
      onClick={() => void show()}
    >
      {say('link_show')}
    </ActionButton>
  )
}
