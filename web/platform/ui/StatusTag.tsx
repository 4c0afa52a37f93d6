import type { Tone } from '../theme.ts'
import styles from './status-tag.module.css'

/** A status: a dot and its word, never colour alone. */
export function StatusTag({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={`${styles.tag} ${styles[tone]}`}>
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.word}>{children}</span>
    </span>
  )
}
