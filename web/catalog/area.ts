import { TagOutlined } from '@ant-design/icons'
import { paths } from '../paths.ts'
import type { Area } from '../platform/area.ts'

/** 商品: what is sold, what it costs, how it is taxed, what stands on its label. */
export const catalogArea: Area = {
  key: 'catalog',
  title: 'area_catalog',
  icon: TagOutlined,
  path: paths.products(),
  chord: 'p',
  permissions: ['catalog.read'],
  pages: [
    { path: '/products', load: () => import('./ProductsPage.tsx') },
    { path: '/products/new', permissions: ['catalog.write'], load: () => import('./NewProductPage.tsx') },
    { path: '/products/import', permissions: ['catalog.write'], load: () => import('./ImportProductsPage.tsx') },
    { path: '/products/prices', load: () => import('./PricesPage.tsx') },
    { path: '/products/prices/import', permissions: ['catalog.price'], load: () => import('./ImportPricesPage.tsx') },
    { path: '/products/taxes', load: () => import('./TaxesPage.tsx') },
    { path: '/products/barcodes', load: () => import('./BarcodesPage.tsx') },
    { path: '/products/labels', load: () => import('./LabelsPage.tsx') },
    { path: '/products/$productId', load: () => import('./ProductPage.tsx') },
  ],
}
