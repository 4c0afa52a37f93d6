import { Outlet } from '@tanstack/react-router'
import { Drawer, Layout } from 'antd'
import { Suspense, useState } from 'react'
import { useIsNarrow } from '../platform/device.ts'
import { AreaMenu } from './AreaMenu.tsx'
import { AreaShortcuts } from './AreaShortcuts.tsx'
import { Header } from './Header.tsx'
import { LiveNotice } from './LiveNotice.tsx'
import { LocationSwitch } from './LocationSwitch.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { PagesReady } from './PagesReady.tsx'
import { RoleTour } from './RoleTour.tsx'
import { RunningImports } from './RunningImports.tsx'
import { ShortcutMap } from './ShortcutMap.tsx'
import styles from './shell.module.css'
import { useAppWords } from './words.ts'

/** The frame around every page: the areas at the left, search and tools above. */
export function Shell() {
  const say = useAppWords()
  const isNarrow = useIsNarrow()
  const [isMenuOpen, setMenuOpen] = useState(false)
  return (
    <Layout className={styles.shell}>
      <a className={styles.skip} href="#page">
        {say('skip_to_page')}
      </a>
      <AreaShortcuts />
      <ShortcutMap />
      <RoleTour />
      <PagesReady />
      <Header {...(isNarrow && { onMenu: () => setMenuOpen(true) })} />
      <LiveNotice />
      <RunningImports />
      <Layout className={styles.below}>
        {isNarrow ? (
          <Drawer
            open={isMenuOpen}
            onClose={() => setMenuOpen(false)}
            placement="left"
            size={260}
            title={say('menu')}
            styles={{ body: { padding: 8 } }}
          >
            <LocationSwitch />
            <AreaMenu onGo={() => setMenuOpen(false)} />
          </Drawer>
        ) : (
          <Layout.Sider width={188} className={styles.sider ?? ''}>
            <AreaMenu />
          </Layout.Sider>
        )}
        <Layout.Content className={styles.content ?? ''} id="page" role="main" tabIndex={-1}>
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}
