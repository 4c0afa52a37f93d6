import { Space } from 'antd'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { useHomeWords } from './words.ts'

const places = [
  { key: 'orders', to: paths.orders(), permission: 'orders.read' },
  { key: 'stock', to: paths.stock(), permission: 'stock.read' },
  { key: 'products', to: paths.products(), permission: 'catalog.read' },
  { key: 'prices', to: paths.prices(), permission: 'catalog.price' },
  { key: 'customers', to: paths.customers(), permission: 'customers.read' },
  { key: 'approvals', to: paths.approvals(), permission: 'approvals.decide' },
  { key: 'audit', to: paths.audit(), permission: 'audit.read' },
] as const

/** Where whoever has nothing that waits can go meanwhile. */
export function Elsewhere() {
  const say = useHomeWords()
  const may = useMay()
  return (
    <Space wrap style={{ justifyContent: 'center' }} size="middle">
      {places
        .filter(({ permission }) => may(permission))
        .map(({ key, to }) => (
          <PageLink key={key} to={to}>
            {say(`go_${key}`)}
          </PageLink>
        ))}
    </Space>
  )
}
