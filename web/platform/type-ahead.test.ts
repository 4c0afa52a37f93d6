import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catchTyping } from './type-ahead.ts'

const press = (target: EventTarget, key: string, held: object = {}) =>
  target.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ...held }))

test('what is typed before the field is there is caught, once, and nothing after it was taken', () => {
  const target = new EventTarget()
  const ahead = catchTyping(target)
  for (const key of ['1', '0', 'x', 'Backspace', 'Shift', '2']) press(target, key)
  assert.ok(press(target, 'k', { ctrlKey: true }), 'a shortcut stays one')
  assert.ok(!press(target, '3'), 'a letter does nothing else')
  assert.equal(ahead.take(), '1023')
  assert.ok(press(target, '4'))
  assert.equal(ahead.take(), '1023')
})
