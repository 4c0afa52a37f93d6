import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeColumn, type ListColumn, moveColumn, placeColumns, wishesOf } from './columns.ts'

const column = (key: string, more: Partial<ListColumn<object>> = {}): ListColumn<object> => ({
  ...{ key, title: key, width: 100, show: () => null },
  ...more,
})
const columns = [column('number', { isFixed: true }), column('total'), column('tier', { isOptional: true })]
const keys = (placed: { key: string }[]) => placed.map(({ key }) => key).join(' ')

test('columns stand as the list has them until somebody wants it otherwise', () => {
  const placed = placeColumns(columns, null)
  assert.deepEqual(
    placed.map(({ key, isHidden, isFrozen }) => [key, isHidden, isFrozen]),
    [
      ['number', false, true],
      ['total', false, false],
      ['tier', true, false],
    ],
  )
})

test('wishes say order, width, what is hidden and what stays; a column that no wish knows comes last', () => {
  const wishes = [{ key: 'tier', isHidden: false, width: 5000 }, { key: 'gone' }, { key: 'number', isHidden: true }]
  const placed = placeColumns(columns, wishes)
  assert.equal(keys(placed), 'number tier total')
  assert.deepEqual([placed[0]?.isHidden, placed[1]?.width], [false, 800])
  assert.deepEqual(placeColumns(columns, wishesOf(placed)), placed)
})

test('a column is moved, frozen and drawn', () => {
  const placed = placeColumns(columns, null)
  assert.equal(keys(moveColumn(placed, 'tier', 0)), 'tier number total')
  assert.equal(keys(moveColumn(placed, 'none', 0)), 'number total tier')
  const frozen = placeColumns(columns, wishesOf(changeColumn(placed, 'tier', { isFrozen: true, width: 77 })))
  assert.equal(keys(frozen), 'number tier total')
  assert.equal(frozen[1]?.width, 77)
})
