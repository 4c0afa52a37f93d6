import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withOpened } from './recent.ts'
import { fits, severalNumbers } from './typed.ts'

test('several pasted numbers are told from one, from a name and from an address', () => {
  assert.deepEqual(severalNumbers('100001\n100002，TB-2026-1 100001'), ['100001', '100002', 'TB-2026-1'])
  assert.deepEqual(severalNumbers('100001'), [])
  assert.deepEqual(severalNumbers('Anna Smith'), [])
  assert.deepEqual(severalNumbers('138 0013 8000'), [])
  assert.deepEqual(severalNumbers('杭州市西湖区 1234'), [])
})

test('a command fits when each word that was typed stands in one of its names', () => {
  assert.ok(fits('dark', ['Switch to dark', 'theme']))
  assert.ok(fits('THEME switch', ['Switch to dark', 'theme']))
  assert.ok(!fits('light', ['Switch to dark', 'theme']))
  assert.ok(fits('', ['anything']))
})

test('what was opened last stands first, and once', () => {
  const opened = ['/orders/1', '/orders/2', '/orders/1'].reduce<{ to: string; label: string }[]>(
    (before, to) => withOpened(before, { to, label: to }),
    [],
  )
  assert.deepEqual(
    opened.map(({ to }) => to),
    ['/orders/1', '/orders/2'],
  )
  const many = Array.from({ length: 20 }, (_, at) => ({ to: `/${at}`, label: '' }))
  assert.equal(many.reduce<{ to: string; label: string }[]>(withOpened, []).length, 8)
})
