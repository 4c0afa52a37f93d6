import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

/** A part of a page, under a heading of the second rank. */
export function Section({
  title,
  extra,
  className = '',
  children,
}: {
  title: string
  extra?: ReactNode
  className?: string
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={`${styles.section} ${className}`} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {extra && <div className={styles.extra}>{extra}</div>}
      </header>
      {children}
    </section>
  )
}
