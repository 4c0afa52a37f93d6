import type { ReactNode } from 'react'
import styles from './page.module.css'

/** What stands in a page's place when the page cannot: what is the matter, and how to go on. */
export function PageNotice({ title, says, children }: { title: string; says: string; children?: ReactNode }) {
  return (
    <section className={styles.notice}>
      <h1 className={styles.title}>{title}</h1>
      <p>{says}</p>
      {children}
    </section>
  )
}
