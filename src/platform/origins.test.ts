import assert from 'node:assert/strict'
import { it } from 'node:test'
import { noteOrigin } from './origins.ts'

function notedFrom(...addresses: (string | undefined)[]): string | undefined {
  const origins = new Map<string, string>()
  for (const origin of addresses) noteOrigin({ origins }, { actor: 'key:a', origin })
  return origins.get('key:a')
}

it('notes the address of who acts, and none for the program', () => {
  assert.equal(notedFrom('192.0.2.1', '192.0.2.1'), '192.0.2.1')
  assert.equal(notedFrom(undefined), undefined)
})

it('notes each address of one who asked from several, and that there were more', () => {
  assert.equal(notedFrom('192.0.2.1', '192.0.2.2', '192.0.2.1'), '192.0.2.1, 192.0.2.2')
  assert.equal(notedFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'a'), 'a, b, c, d, e, …')
})
