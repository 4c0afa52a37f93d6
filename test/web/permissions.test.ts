import assert from 'node:assert/strict'
import { test } from 'node:test'
import { policy } from '../../src/shell/policy.ts'
import { words } from '../../web/permissions/words/zh-cn.ts'

test('every permission is called something, and nothing else is', () => {
  assert.deepEqual(Object.keys(words).sort(), Object.keys(policy).sort())
})
