import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSameOrigin } from './same-origin.ts'

const own = 'https://oms.example.cn'

test('a page of ours is known by what its browser says', () => {
  assert.ok(isSameOrigin({ 'sec-fetch-site': 'same-origin' }, own))
  assert.ok(isSameOrigin({ 'sec-fetch-site': 'same-origin', origin: own }, own))
  assert.ok(isSameOrigin({ origin: own }, own))
})

test('every other page, and whatever is no page, is refused', () => {
  for (const site of ['cross-site', 'same-site', 'none', '', 'same-origin, cross-site']) {
    assert.ok(!isSameOrigin({ 'sec-fetch-site': site, origin: own }, own), site)
  }
  for (const origin of [
    ...['', 'null', 'http://oms.example.cn', 'https://oms.example.cn:8443', 'https://oms.example.cn.evil.example'],
    ...['https://OMS.example.cn', 'https://oms.example.cn/', 'https://evil.example', `${own}, ${own}`],
  ]) {
    assert.ok(!isSameOrigin({ origin }, own), origin)
  }
  assert.ok(!isSameOrigin({}, own))
  assert.ok(!isSameOrigin({ referer: `${own}/orders` }, own))
})
