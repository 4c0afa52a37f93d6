import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRegion } from '../../../src/locations/regions.ts'
import { words as en } from '../words/en.ts'
import { words as zhCn } from '../words/zh-cn.ts'
import { areasOfProvince, areasShownWith, ordersByProvince, provinceOfArea, provincesOnMap } from './areas.ts'
import china from './china.json' with { type: 'json' }

test('each province that an address can have is on the map, under its own code and name', () => {
  const onMap = Object.fromEntries(china.features.map(({ properties: { id, name } }) => [id, name]))
  assert.deepEqual(onMap, { ...provincesOnMap })
  assert.equal(china.features.length, 34)
  for (const [code, name] of Object.entries(provincesOnMap)) {
    const region = findRegion({ code })
    assert.equal(region?.code, code)
    assert.ok(region?.province.startsWith(name), `${code} is ${region?.province}, on the map ${name}`)
    // A municipality's name is that of its one city too.
    assert.equal(findRegion({ province: name })?.code.slice(0, 2), code.slice(0, 2))
  }
})

test('each province has its name in both languages', () => {
  for (const [code, name] of Object.entries(provincesOnMap)) {
    assert.equal(zhCn[`area_${code}` as keyof typeof zhCn], name)
    assert.match(en[`area_${code}` as keyof typeof en] ?? '', /^[A-Z][a-z]+/)
  }
})

test('what is written as a country of its own is the province on the map; other countries are not on it', () => {
  assert.deepEqual(
    [...ordersByProvince([...['TW', '710000', 'HK', '330000', 'CN', 'JP'].map((area) => ({ area, orders: 2 }))])],
    [
      ['710000', 4],
      ['810000', 2],
      ['330000', 2],
    ],
  )
  assert.equal(provinceOfArea('MO'), '820000')
  assert.equal(provinceOfArea('CN'), undefined)
  assert.deepEqual(areasOfProvince('710000'), ['710000', 'TW'])
  assert.deepEqual(['TW', '330000', 'CN', 'JP'].map(areasShownWith), [['710000', 'TW'], ['330000'], ['CN'], ['JP']])
})
