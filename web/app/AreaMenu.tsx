import { useRouterState } from '@tanstack/react-router'
import { Menu } from 'antd'
import type { Area } from '../platform/area.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import styles from './shell.module.css'
import { useVisibleAreas } from './visible-areas.ts'
import { type AppWord, useAppWords } from './words.ts'

/** The areas that whoever is signed in may see, each with what waits there. */
export function AreaMenu({ onGo }: { onGo?: () => void }) {
  const say = useAppWords()
  const areas = useVisibleAreas()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const itemOf = ({ path: to, title, icon: Icon, waiting: Waiting, key }: Area) => ({
    key,
    icon: <Icon />,
    label: (
      <span className={styles.area} data-tour={title}>
        <PageLink to={to} {...(onGo && { onClick: onGo })}>
          {say(title as AppWord)}
        </PageLink>
        {Waiting && <Waiting />}
      </span>
    ),
  })
  const [first, last] = [areas.filter(({ isLast }) => !isLast), areas.filter(({ isLast }) => isLast)]
  return (
    <nav className={styles.areas} aria-label={say('areas')} data-tour="menu">
      <Menu
        mode="inline"
        selectedKeys={[openArea(areas, path)?.key ?? '']}
        items={[...first.map(itemOf), ...(last.length > 0 ? [{ type: 'divider' as const }] : []), ...last.map(itemOf)]}
      />
    </nav>
  )
}

/** The area whose address the page's begins with: the longest of them. */
function openArea(areas: readonly Area[], path: string): Area | undefined {
  return areas
    .filter((area) => path === area.path || path.startsWith(area.path === '/' ? '\0' : `${area.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
}
