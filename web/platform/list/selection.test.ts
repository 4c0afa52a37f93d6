import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRange, isAnythingChosen, isChosen, nothingChosen, toggleRow, toggleShown } from './selection.ts'

const shown = ['a', 'b', 'c', 'd']
const ids = (selection: ReturnType<typeof toggleRow>) =>
  selection.kind === 'all' ? 'all' : [...selection.ids].join('')

test('rows are chosen one by one, from one to another, and as they are shown', () => {
  const one = toggleRow(nothingChosen, 'b', shown)
  assert.equal(ids(one), 'b')
  assert.equal(ids(chooseRange(one, shown, 'b', 'd')), 'bcd')
  assert.equal(ids(chooseRange(one, shown, 'gone', 'a')), 'ba')
  assert.equal(ids(toggleShown(one, shown)), 'abcd')
  assert.equal(ids(toggleShown(toggleShown(one, shown), shown)), '')
  assert.equal(isAnythingChosen(toggleRow(one, 'b', shown)), false)
  assert.equal(ids(toggleShown(nothingChosen, [])), '')
})

test('all that a filter finds is chosen without its rows; without one of them it is those that are shown', () => {
  const all = { kind: 'all' } as const
  assert.equal(isChosen(all, 'never read'), true)
  assert.equal(ids(toggleRow(all, 'c', shown)), 'abd')
  assert.equal(chooseRange(all, shown, 'a', 'b'), all)
})
