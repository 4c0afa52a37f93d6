import type { ReactNode } from 'react'
import styles from './narrow-line.module.css'

/** A line of what a list shows of a row on a phone: what comes last stands at its end. */
export function NarrowLine({ isQuiet = false, children }: { isQuiet?: boolean; children: ReactNode }) {
  return <div className={`${styles.line} ${isQuiet ? styles.quiet : ''}`}>{children}</div>
}
