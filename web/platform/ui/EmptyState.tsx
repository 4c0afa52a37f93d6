import { Empty } from 'antd'
import type { ReactNode } from 'react'

/** Nothing is there: says so, and what to do next. */
export function EmptyState({ title, says, action }: { title: string; says?: string; action?: ReactNode }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{title}</div>
          {says !== undefined && <div style={{ color: 'var(--yidan-color-text-secondary)' }}>{says}</div>}
        </>
      }
    >
      {action}
    </Empty>
  )
}
