import { MenuOutlined } from '@ant-design/icons'
import { Button, Layout } from 'antd'
import { Help } from '../help/Help.tsx'
import { NoticeBell } from '../notices/NoticeBell.tsx'
import { paths } from '../paths.ts'
import { useMerchant } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { SearchBox } from '../search/SearchBox.tsx'
import { LocationSwitch } from './LocationSwitch.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import styles from './shell.module.css'
import { ViewMenu } from './ViewMenu.tsx'
import { useAppWords } from './words.ts'

/** Above every page: the shop, search, the place somebody works for, how it looks, and who is signed in. */
export function Header({ onMenu }: { onMenu?: () => void }) {
  const say = useAppWords()
  const merchant = useMerchant()
  return (
    <Layout.Header className={styles.header ?? ''}>
      {onMenu && (
        <Button type="text" icon={<MenuOutlined />} onClick={onMenu} aria-label={say('menu')} data-tour="areas" />
      )}
      <PageLink to={paths.home()} className={styles.name} aria-label={merchant?.name ?? 'Yidan'}>
        <img src="/icon.svg" width={22} height={22} alt="" />
        <span>{merchant?.name ?? 'Yidan 一单'}</span>
      </PageLink>
      <div className={styles.middle} data-tour="search">
        <SearchBox />
      </div>
      {!onMenu && <LocationSwitch />}
      <NoticeBell />
      <span data-tour="view" className={styles.together}>
        <ViewMenu />
      </span>
      <Help />
      <PersonMenu />
    </Layout.Header>
  )
}
