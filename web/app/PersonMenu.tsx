import { UserOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { workingImports } from '../imports/running-imports.ts'
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
  const { modal } = App.useApp()
  const leave = async () => {
    const names = workingImports().map(({ name }) => name)
    if (names.length > 0) {
      const isMeant = await modal.confirm({
        ...{ title: say('import_ends'), content: say('import_ends_says', { names: names.join(' · ') }) },
        ...{ okText: say('sign_out'), okButtonProps: { danger: true }, cancelText: say('import_goes_on') },
      })
      if (!isMeant) return
      const { stopImports } = await import('../imports/work-import.ts')
      stopImports()
    }
    await signOut(sessionId)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', label: <a href={paths.account()}>{say('account')}</a> },
          { key: 'tour', label: say('tour'), onClick: openTour },
          { key: 'docs', label: <a href="/docs">{say('api_reference')}</a> },
          { type: 'divider' },
          { key: 'out', label: say('sign_out'), onClick: () => void leave() },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={name} data-tour="person">
        {!isNarrow && name}
      </Button>
    </Dropdown>
  )
}
