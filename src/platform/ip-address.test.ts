import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clientNetwork, isLoopback, isNetwork, networksOf, plainAddress } from './ip-address.ts'

test('an IPv4 address is the same however the socket writes it', () => {
  assert.equal(plainAddress('::ffff:192.0.2.1'), '192.0.2.1')
  assert.equal(plainAddress('::FFFF:192.0.2.1'), '192.0.2.1')
  assert.equal(plainAddress('fe80::1%eth0'), 'fe80::1')
  assert.deepEqual(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback), [true, true, true, true])
  assert.deepEqual(['128.0.0.1', '::2', '127.evil', '', 'localhost'].map(isLoopback), Array(5).fill(false))
})

test('IPv6 counts by /64, however it is written', () => {
  const same = ['2001:db8:0:1::1', '2001:db8:0:1:ffff::', '2001:0db8:0000:0001:1:2:3:4', '2001:DB8:0:1::9']
  assert.deepEqual(new Set(same.map(clientNetwork)), new Set(['2001:db8:0:1::/64']))
  assert.equal(clientNetwork('2001:db8::1'), '2001:db8:0:0::/64')
  assert.equal(clientNetwork('::1'), '0:0:0:0::/64')
  assert.equal(clientNetwork('64:ff9b::192.0.2.1'), '64:ff9b:0:0::/64')
  assert.equal(clientNetwork('192.0.2.1'), '192.0.2.1')
  assert.equal(clientNetwork('::ffff:192.0.2.1'), '192.0.2.1')
})

test('networks hold their addresses, and nothing that is no address', () => {
  const inside = networksOf(['10.0.0.0/8', '192.0.2.7', 'fd00::/8'])
  assert.deepEqual(['10.1.2.3', '::ffff:10.1.2.3', '192.0.2.7', 'fd12::1'].map(inside), [true, true, true, true])
  assert.deepEqual(['11.0.0.1', '192.0.2.8', 'fe80::1', '', 'unknown', '10.1.2.3:80'].map(inside), Array(6).fill(false))
  assert.deepEqual(['10.0.0.0/8', '::1', '10.0.0.1/33', '10.0.0', 'a/8', '::/129', '1.2.3.4/8/8'].map(isNetwork), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
