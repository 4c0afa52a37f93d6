import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskFailure } from './dead-letter.ts'

test('of a failure nothing personal is shown, and what helps to mend it stays', () => {
  const id = '0198c000-0000-7000-8000-000000000000'
  const shown: [string, string][] = [
    ['DomainError: order_not_found', 'DomainError: order_not_found'],
    [`Error: no order ${id} at version 12`, `Error: no order ${id} at version 12`],
    [
      "TypeError: Cannot read properties of undefined (reading 'name')",
      "TypeError: Cannot read properties of undefined (reading 'name')",
    ],
    [
      'error: duplicate key value violates unique constraint "orders_pkey"',
      'error: duplicate key value violates unique constraint "orders_pkey"',
    ],
    ['Error: cannot reach li.si@example.cn', 'Error: cannot reach ***'],
    ['Error: 张三丰 (138 0013 8000) has no street', 'Error: *** (***) has no street'],
    ['Error: +86-13800138000', 'Error: ***'],
    ['SyntaxError: Unexpected token in "Ann Lee, 5 High Street"', 'SyntaxError: Unexpected token in ***'],
  ]
  for (const [failure, masked] of shown) assert.equal(maskFailure(failure), masked)
})
