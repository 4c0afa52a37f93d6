import { type ReactNode, useEffect } from 'react'
import { PageLink } from './PageLink.tsx'
import styles from './page.module.css'

/** A page: its title as the one heading of the first rank, what can be done with all of it, and what it holds. */
export function Page({
  title,
  from,
  tools,
  extra,
  isFilled = false,
  isPaper = false,
  children,
}: {
  title: string
  /** The page above, from which one mostly comes. */
  from?: { to: string; title: string }
  /** Beside the title: a status, a number. */
  extra?: ReactNode
  /** Its content has the window's height and scrolls by itself, as lists do. */
  isFilled?: boolean
  /** What it holds are sheets of paper: its own head is not printed with them. */
  isPaper?: boolean
  /** At the right: actions. */
  tools?: ReactNode
  children: ReactNode
}) {
  useEffect(() => {
    document.title = `${title} · 一单 Yidan`
  }, [title])
  return (
    <div className={isFilled ? `${styles.page} ${styles.filled}` : styles.page}>
      <header className={isPaper ? `${styles.head} ${styles.unprinted}` : styles.head}>
        {from && (
          <PageLink to={from.to} className={styles.from}>
            <span aria-hidden="true">‹ </span>
            {from.title}
          </PageLink>
        )}
        <h1 className={styles.title}>{title}</h1>
        {extra}
        <div className={styles.tools}>{tools}</div>
      </header>
      {children}
    </div>
  )
}
