import assert from 'node:assert/strict'
import { createSecretKey } from 'node:crypto'
import { test } from 'node:test'
import { linkSecret } from './link-secret.ts'

test('a link has the same secret each time, and another for another id, purpose or merchant', () => {
  const keys = { lastingKey: createSecretKey(Buffer.alloc(32, 1)) }
  const others = { lastingKey: createSecretKey(Buffer.alloc(32, 2)) }
  const secret = linkSecret(keys, 'invitation', 'a')
  assert.match(secret, /^[\w-]{43}$/)
  assert.equal(linkSecret(keys, 'invitation', 'a'), secret)
  const all = [secret, linkSecret(keys, 'invitation', 'b'), linkSecret(keys, 'reset', 'a')]
  assert.equal(new Set([...all, linkSecret(others, 'invitation', 'a')]).size, 4)
})
