import styles from './link-tabs.module.css'
import { PageLink } from './PageLink.tsx'

/** A tab that is a page or a view of its own: it can be opened beside, and shared. */
export type LinkTab = { to: string; label: string; isOpen: boolean; count?: string | undefined }

/** Tabs that are links. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly LinkTab[] }) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ to, label, isOpen, count }) => (
        <PageLink key={to} to={to} aria-current={isOpen ? 'page' : undefined}>
          {label}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </PageLink>
      ))}
    </nav>
  )
}
