import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileNameRule } from './names.ts'
import { toSource } from './source.ts'

const cases: { path: string; message?: string }[] = [
  { path: 'src/orders/place-orders.ts' },
  { path: 'src/orders/place-orders.test.ts' },
  { path: 'db/migrations/004-orders.sql' },
  { path: 'web/orders/OrderList.tsx' },
  { path: 'web/orders/order-list.tsx' },
  { path: 'src/service/service-desk.ts' },
  { path: 'src/platform/database.ts' },
  { path: 'src/orders/placeOrders.ts', message: "'placeOrders' is not kebab-case" },
  { path: 'src/orders/OrderList.ts', message: "'OrderList' is not kebab-case" },
  { path: 'src/orders/place_orders.ts', message: "'place_orders' is not kebab-case" },
  { path: 'src/orders/Parts/a.ts', message: "'Parts' is not kebab-case" },
  { path: 'src/orders/order-utils.ts', message: "'utils' says nothing: name the file for what it exports" },
  { path: 'src/common/order.ts', message: "'common' says nothing: name the file for what it exports" },
  { path: 'src/orders/order-service.ts', message: "'service' says nothing: name the file for what it exports" },
  { path: 'test/data.ts', message: "'data' says nothing: name the file for what it exports" },
]

for (const { path, message } of cases) {
  test(`file-name: ${path} ${message ? 'fails' : 'passes'}`, () => {
    assert.equal(fileNameRule([toSource(path, '')])[0]?.message, message)
  })
}
