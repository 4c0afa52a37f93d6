import { Menu } from 'antd'
import type { ReactNode } from 'react'
import { paths } from '../paths.ts'
import { useIsNarrow } from '../platform/device.ts'
import { useMay } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { type SectionKey, sectionGroups, sections } from './sections.ts'
import styles from './settings.module.css'
import { useSettingsWords } from './words.ts'

/** A page of the settings, with the others at its side. */
export function SettingsFrame({
  section,
  tools,
  isWide = false,
  children,
}: {
  section: SectionKey
  tools?: ReactNode
  /** Tables take the whole width; forms are as wide as they are read. */
  isWide?: boolean
  children: ReactNode
}) {
  const say = useSettingsWords()
  const isNarrow = useIsNarrow()
  return (
    <Page title={say(`${section}_title`)} tools={tools}>
      <div className={styles.frame}>
        {isNarrow ? (
          <p>
            <PageLink to={paths.settings()}>{say('all_settings')}</PageLink>
          </p>
        ) : (
          <SectionMenu open={section} />
        )}
        <div className={isWide ? styles.wide : styles.form}>
          <p className={styles.says}>{say(`${section}_says`)}</p>
          {children}
        </div>
      </div>
    </Page>
  )
}

function SectionMenu({ open }: { open: SectionKey }) {
  const say = useSettingsWords()
  const may = useMay()
  const shown = sections.filter(({ permissions }) => permissions.some(may))
  const items = sectionGroups
    .map((group) => ({
      ...{ key: group, type: 'group' as const, label: say(group) },
      children: shown
        .filter((each) => each.group === group)
        .map(({ key, path }) => ({ key, label: <PageLink to={path}>{say(`${key}_title`)}</PageLink> })),
    }))
    .filter(({ children }) => children.length > 0)
  return (
    <nav className={styles.sections} aria-label={say('title')}>
      <Menu mode="inline" selectedKeys={[open]} items={items} />
    </nav>
  )
}
