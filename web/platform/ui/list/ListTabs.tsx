import styles from './controls.module.css'

/** One tab over a list. */
export type ListTab = {
  key: string
  title: string
  /** How many rows it has; empty as long as that is not known. */
  count?: string
}

/** What a list is looked at by, each with how many rows it has now. */
export function ListTabs({
  label,
  tabs,
  open,
  onTab,
}: {
  label: string
  tabs: readonly ListTab[]
  open: string | undefined
  onTab: (key: string) => void
}) {
  return (
    <nav className={styles.tabs} aria-label={label}>
      {tabs.map(({ key, title, count }) => (
        <button key={key} type="button" className={styles.tab} aria-current={open === key} onClick={() => onTab(key)}>
          {title}
          {count !== undefined && <span className={`figure ${styles.count}`}>{count}</span>}
        </button>
      ))}
    </nav>
  )
}
