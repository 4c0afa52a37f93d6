import { ShopOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 地点: the warehouses and stores from which orders are filled. */
export const locationArea: Area = {
  key: 'locations',
  title: 'area_locations',
  icon: ShopOutlined,
  path: paths.locations(),
  chord: 'm',
  permissions: ['locations.read'],
  pages: [
    { path: '/locations', load: () => import('./LocationsPage.tsx') },
    { path: '/locations/new', permissions: ['locations.write'], load: () => import('./NewLocationPage.tsx') },
    { path: '/locations/import', permissions: ['locations.write'], load: () => import('./ImportLocationsPage.tsx') },
    { path: '/locations/stock-import', permissions: ['stock.adjust'], load: () => import('./ImportStockPage.tsx') },
    { path: '/locations/$locationId', load: () => import('./LocationPage.tsx') },
  ],
}
