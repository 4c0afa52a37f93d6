import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visibleText } from './visible-text.ts'

test('what would act on a terminal is written out; all else stays', () => {
  assert.equal(visibleText('\u001b[2J\u001b]0;title\u0007'), '\\u{1b}[2J\\u{1b}]0;title\\u{7}')
  assert.equal(visibleText('a\rb\u009b31m\u007f'), 'a\\u{d}b\\u{9b}31m\\u{7f}')
  assert.equal(visibleText('\u202eabc\u2066'), '\\u{202e}abc\\u{2066}')
  assert.equal(visibleText('一单 é 👨‍👩‍👧\ttab\nline'), '一单 é 👨‍👩‍👧\ttab\nline')
})
