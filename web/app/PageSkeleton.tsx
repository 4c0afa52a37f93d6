import { Skeleton } from 'antd'

/** The shape of a page that is on its way. */
export function PageSkeleton() {
  return (
    <div style={{ padding: '16px 20px' }} aria-busy="true">
      <Skeleton active title={{ width: 160 }} paragraph={{ rows: 8 }} />
    </div>
  )
}
