import assert from 'node:assert/strict'
import { test } from 'node:test'
import { writeRegion } from './write-region.ts'

test('a municipality is told once, other cities beside their province', () => {
  for (const name of ['北京', '天津', '上海', '重庆']) {
    const district = '某区'
    assert.equal(writeRegion({ province: `${name}市`, city: `${name}市`, district }), `${name}市 某区`)
    assert.equal(writeRegion({ province: name, city: `${name}市` }), name)
  }
  assert.equal(writeRegion({ province: '浙江省', city: '杭州市', district: '西湖区' }), '浙江省 杭州市 西湖区')
  assert.equal(writeRegion({ province: '浙江省', district: '西湖区' }), '浙江省 西湖区')
  assert.equal(writeRegion({ city: 'Berlin' }), 'Berlin')
  assert.equal(writeRegion(null), '')
})
