import assert from 'node:assert/strict'
import { test } from 'node:test'
import { filterOf, filterOfTab, pastedNumbers, tabOf } from './order-view.ts'

test('an address says a filter: several values of one part as one text, nothing that is no filter', () => {
  assert.deepEqual(
    filterOf({ stage: ['pending', 'draft'], text: '', open: 'x', channel: 'web,tmall', nonsense: '1' }),
    {
      stage: 'pending,draft',
      channel: 'web,tmall',
    },
  )
})

test('tabs lead to filters that lead back to them', () => {
  for (const tab of ['all', 'review', 'pending', 'cancelled']) {
    const filter = Object.entries(filterOfTab(tab)).filter(([, value]) => value !== undefined)
    assert.equal(tabOf(Object.fromEntries(filter)), tab)
  }
  assert.equal(tabOf({ stage: 'draft,pending' }), undefined)
  assert.equal(tabOf({ holdKind: 'stock' }), undefined)
})

test('numbers are pasted with anything between them', () => {
  assert.deepEqual(pastedNumbers(' 100001,100002\n#100003\t100001；SF-1、 \r\n'), [
    '100001',
    '100002',
    '100003',
    'SF-1',
  ])
  assert.deepEqual(pastedNumbers('  \n'), [])
})
