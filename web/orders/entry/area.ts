import { FormOutlined } from '@ant-design/icons'
import { paths } from '../../paths.ts'
import type { Area } from '../../platform/area.ts'

/** 录单: orders that come by telephone, chat or mail are written here. */
export const entryArea: Area = {
  key: 'orders/entry',
  title: 'area_entry',
  icon: FormOutlined,
  path: paths.newOrder(),
  chord: 'n',
  permissions: ['orders.place'],
  pages: [
    { path: '/orders/new', load: () => import('./EntryPage.tsx') },
    { path: '/orders/drafts', load: () => import('./DraftsPage.tsx') },
  ],
}
