import { UserOutlined } from '@ant-design/icons'
import { Button, Dropdown } from 'antd'
import { paths } from '../paths.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useAccount } from '../platform/session.ts'
import { openTour } from '../training/tour-state.ts'
import { signOut } from './sign-out.ts'
import { useAppWords } from './words.ts'

/** Who is signed in: to their account, or out. */
export function PersonMenu() {
  const say = useAppWords()
  const { name, sessionId } = useAccount()
  const isNarrow = useIsNarrow()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', label: <a href={paths.account()}>{say('account')}</a> },
          { key: 'tour', label: say('tour'), onClick: openTour },
          { key: 'docs', label: <a href="/docs">{say('api_reference')}</a> },
          { type: 'divider' },
          { key: 'out', label: say('sign_out'), onClick: () => void signOut(sessionId) },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={name} data-tour="person">
        {!isNarrow && name}
      </Button>
    </Dropdown>
  )
}
