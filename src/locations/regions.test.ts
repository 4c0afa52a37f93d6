import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { distanceKm, findRegion, type RegionWords, unknownPart } from './regions.ts'

const codeOf = (words: RegionWords) => findRegion(words)?.code

test('a region has its code, its names and its place', () => {
  assert.deepEqual(findRegion({ province: '广东省', city: '深圳市', district: '南山区' }), {
    code: '440305',
    province: '广东省',
    city: '深圳市',
    district: '南山区',
    longitude: 113.9304,
    latitude: 22.5333,
  })
  const province = findRegion({ province: '广东省' })
  assert.equal(province?.code, '440000')
  assert.equal(province && 'city' in province, false)
})

test('endings may be missing or wrong', () => {
  assert.equal(codeOf({ province: '广东', city: '深圳', district: '南山' }), '440305')
  assert.equal(codeOf({ province: '内蒙古' }), '150000')
  assert.equal(codeOf({ province: '广西省' }), '450000')
  assert.equal(codeOf({ province: '新疆', city: '伊犁' }), '654000')
  assert.equal(codeOf({ province: '新疆自治区', city: '克孜勒苏' }), '653000')
  assert.equal(codeOf({ province: '湖北', city: '恩施' }), '422800')
  assert.equal(codeOf({ province: '湖北', city: '恩施州', district: '恩施市' }), '422801')
  assert.equal(codeOf({ province: '福建', city: '福州', district: '长乐市' }), '350112')
  assert.equal(codeOf({ province: ' 广东 省 ', city: '' }), '440000')
  assert.equal(codeOf({ province: '香港' }), '810000')
  assert.equal(codeOf({ province: '台湾省', city: '台北市' }), '710000')
})

test('a municipality is its own city, however it is written', () => {
  for (const words of [
    { province: '北京市', city: '北京市', district: '朝阳区' },
    { province: '北京', city: '市辖区', district: '朝阳' },
    { province: '北京', district: '朝阳区' },
    { province: '北京', city: '朝阳区' },
    { city: '北京', district: '朝阳区' },
  ]) {
    assert.equal(codeOf(words), '110105', JSON.stringify(words))
  }
  assert.equal(codeOf({ province: '重庆市', city: '县', district: '忠县' }), '500233')
  assert.equal(findRegion({ city: '上海', district: '浦东' })?.district, '浦东新区')
  assert.equal(findRegion({ province: '天津' })?.city, '天津市')
})

test('cities without districts, and districts written as cities', () => {
  assert.equal(codeOf({ province: '广东', city: '东莞市', district: '东莞市' }), '441900')
  assert.equal(codeOf({ province: '湖北', city: '仙桃市' }), '429004')
  assert.equal(codeOf({ province: '湖北', city: '省直辖县级行政区划', district: '仙桃' }), '429004')
  assert.equal(codeOf({ province: '浙江', city: '义乌市', district: '北苑街道' }), '330782')
  assert.equal(codeOf({ city: '昆山市' }), '320583')
})

test('an unknown district gives its city, and an unclear one too', () => {
  assert.equal(codeOf({ province: '四川', city: '成都', district: '高新区' }), '510100')
  assert.equal(codeOf({ province: '江苏', city: '镇江', district: '镇江市' }), '321100')
  assert.equal(codeOf({ province: '新疆', city: '伊犁', district: '伊宁' }), '654000')
  assert.equal(codeOf({ province: '新疆', city: '伊犁', district: '伊宁县' }), '654021')
  assert.equal(codeOf({ province: '江苏', district: '鼓楼区' }), '320000')
})

test('a word that names nothing in the region that was found is told', () => {
  const unknownIn = (words: RegionWords) => {
    const region = findRegion(words)
    assert.ok(region !== undefined, JSON.stringify(words))
    return unknownPart(words, region)
  }
  assert.equal(unknownIn({ province: '广东省', city: '广州市', district: '火星区' }), 'district')
  assert.equal(unknownIn({ province: '北京', district: '浦东新' }), 'district')
  assert.equal(unknownIn({ province: '江苏', district: '火星区' }), 'district')
  assert.equal(unknownIn({ province: '广东', city: '火星市' }), 'city')
  assert.equal(unknownIn({ province: '广东', city: '火星市', district: '火星区' }), 'city')
})

test('what is left out, unclear, renamed or below districts is not unknown', () => {
  const known: RegionWords[] = [
    { province: '广东省', city: '广州市', district: '天河区' },
    { province: '广东省', city: '广州市' },
    { province: '广东', city: '东莞市', district: '南城街道' },
    { province: '广东', city: '中山', district: '火炬开发区' },
    { province: '海南', city: '儋州市', district: '那大镇' },
    { province: '浙江', city: '义乌市', district: '北苑街道' },
    { province: '湖北', city: '省直辖县级行政区划', district: '仙桃' },
    { province: '北京', city: '市辖区', district: '崇文区' },
    { province: '上海', city: '上海市', district: '闸北区' },
    { province: '浙江', city: '杭州', district: '下城区' },
    { province: '湖北', city: '襄樊市' },
    { province: '四川', city: '成都', district: '高新区' },
    { province: '江苏', city: '镇江', district: '镇江市' },
    { province: '江苏', district: '鼓楼区' },
    { province: '新疆', city: '伊犁', district: '伊宁' },
    { province: '台湾省', city: '台北市', district: '信义区' },
    { province: '香港', city: '九龙', district: '油尖旺区' },
    { code: '440305', district: '火星区' },
  ]
  for (const words of known) {
    const region = findRegion(words)
    assert.ok(region !== undefined, JSON.stringify(words))
    assert.equal(unknownPart(words, region), undefined, JSON.stringify(words))
  }
})

test('words without a province must be clear by themselves', () => {
  assert.equal(codeOf({ city: '朝阳' }), '211300')
  assert.equal(codeOf({ district: '余杭区' }), '330110')
  assert.equal(codeOf({ district: '朝阳区' }), undefined)
  assert.equal(codeOf({ city: 'Springfield', district: '余杭区' }), undefined)
  assert.equal(codeOf({ province: 'California', city: '朝阳市' }), undefined)
  assert.equal(codeOf({ province: '省' }), undefined)
  assert.equal(codeOf({}), undefined)
})

test('a code finds its region, and one no longer in use the region around it', () => {
  assert.equal(findRegion({ code: '440305' })?.district, '南山区')
  assert.equal(findRegion({ code: '440305000000' })?.district, '南山区')
  assert.equal(codeOf({ code: '320602' }), '320600')
  assert.equal(codeOf({ code: '500200' }), '500000')
  assert.equal(codeOf({ code: '44' }), '440000')
  assert.equal(codeOf({ code: '990000' }), undefined)
  assert.equal(codeOf({ code: 'none', province: '广东' }), '440000')
})

test('every region is found by its own names, and lies in China', () => {
  const rows = readFileSync(new URL('cn-regions.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
  assert.equal(rows.length, 3346)
  for (const row of rows) {
    const region = findRegion({ code: row.slice(0, 6) })
    assert.ok(region?.code === row.slice(0, 6), row)
    const { code, longitude, latitude, ...words } = region
    if (words.province !== words.city || words.district) {
      assert.equal(codeOf(words), /^(?:11|12|31|50)0000$/.test(code) ? `${code.slice(0, 2)}0100` : code)
    }
    assert.ok(longitude > 73 && longitude < 136 && latitude > 3 && latitude < 54, code)
  }
})

test('distances on the sphere', () => {
  const beijing = { longitude: 116.4074, latitude: 39.9042 }
  const shanghai = { longitude: 121.4737, latitude: 31.2304 }
  assert.equal(distanceKm(beijing, shanghai), 1067.312)
  assert.equal(distanceKm(beijing, beijing), 0)
  assert.equal(distanceKm({ longitude: 0, latitude: 0 }, { longitude: 180, latitude: 0 }), 20_015.114)
  const place = fc.record({
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  })
  fc.assert(
    fc.property(place, place, (a, b) => {
      const distance = distanceKm(a, b)
      assert.equal(distance, distanceKm(b, a))
      assert.ok(distance >= 0 && distance <= 20_015.114)
    }),
  )
})
