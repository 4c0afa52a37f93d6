import type { ReactNode } from 'react'
import styles from './filter-row.module.css'

/** The filters of a list, beside each other as far as there is room. */
export function FilterRow({ children }: { children: ReactNode }) {
  return <search className={styles.row}>{children}</search>
}
