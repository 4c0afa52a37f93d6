import type { createLocationContract } from '../../src/locations/contract.ts'
import type { LocationKind } from '../../src/locations/location.ts'
import { isCountry } from '../../src/platform/countries.ts'
import { isTimeZone } from '../../src/platform/time.ts'
import { Refusal } from '../doors/page/call.ts'
import { type BodyOf, call, preview } from '../platform/call.ts'
import type { ImportField, ImportKind, ImportRow, RowResult } from './import-kind.ts'
import { sendRows } from './send-rows.ts'

type NewLocation = BodyOf<typeof createLocationContract>

const kinds: Readonly<Record<string, LocationKind>> = {
  ...{ 仓库: 'warehouse', warehouse: 'warehouse', 门店: 'store', 店铺: 'store', store: 'store', shop: 'store' },
  ...{ 第三方仓: '3pl', 三方仓: '3pl', '3pl': '3pl', 在途: 'in_transit', 'in transit': 'in_transit' },
  ...{ in_transit: 'in_transit', 待检: 'quarantine', quarantine: 'quarantine' },
}
const yesOrNo: Readonly<Record<string, boolean>> = {
  ...{ 是: true, yes: true, y: true, true: true, '1': true },
  ...{ 否: false, no: false, n: false, false: false, '0': false },
}

const fields: readonly ImportField[] = [
  { key: 'code', isNeeded: true, names: ['地点编码', 'Code', '编码', '仓库编码', '门店编码', 'location code'] },
  { key: 'name', isNeeded: true, names: ['名称', 'Name', '地点名称', '仓库名称', '门店名称', 'location'] },
  { key: 'kind', names: ['类型', 'Kind', '地点类型', 'type'] },
  { key: 'fulfils', names: ['发货', 'Fulfils', '是否发货', '可发货', 'ships'] },
  { key: 'priority', names: ['优先级', 'Priority', '发货优先级'] },
  { key: 'country', names: ['国家', 'Country', '国家代码', 'country code'] },
  { key: 'province', names: ['省', 'Province', '省份', 'state'] },
  { key: 'city', names: ['市', 'City', '城市'] },
  { key: 'district', names: ['区', 'District', '区县', 'county'] },
  { key: 'longitude', names: ['经度', 'Longitude', 'lng', 'lon'] },
  { key: 'latitude', names: ['纬度', 'Latitude', 'lat'] },
  { key: 'timeZone', names: ['时区', 'Time zone', 'timezone'] },
]

/** Places of a table; one whose code is known already is left as it is. They are in the shop's time zone unless their row says otherwise. */
export function locationImport(timeZone: string): ImportKind {
  return {
    ...{ key: 'locations', stale: ['/locations'], fields },
    sample: {
      ...{ code: 'WH-2', name: '杭州仓', kind: '仓库', fulfils: '是', priority: '100', country: 'CN' },
      ...{ province: '浙江省', city: '杭州市', district: '余杭区', timeZone: 'Asia/Shanghai' },
    },
    work: async (rows, work) => {
      const wrong = new Map<number, RowResult>()
      const sent = rows.flatMap((row, index) => {
        const word = faultOf(row)
        if (word === undefined) return [{ item: locationOf(row, timeZone), rows: [index] }]
        wrong.set(index, { state: 'wrong', word })
        return []
      })
      work.tell(wrong)
      const send = ([location]: readonly NewLocation[], key: string) =>
        sendLocation(location as NewLocation, work.isTrial ? undefined : key)
      await sendRows(sent, send, { ...work, most: 1 })
    },
  }
}

function faultOf({ code, name, kind, fulfils, country, timeZone, ...numbers }: ImportRow): RowResult['word'] {
  if (code === undefined || name === undefined) return 'row_needs'
  if (kind !== undefined && kinds[kind.toLowerCase()] === undefined) return 'row_place_kind_unknown'
  if (fulfils !== undefined && yesOrNo[fulfils.toLowerCase()] === undefined) return 'row_yes_or_no'
  if (country !== undefined && !isCountry(country.toUpperCase())) return 'row_country_unknown'
  if (timeZone !== undefined && !isTimeZone(timeZone)) return 'row_zone_unknown'
  const { priority = '0', longitude = '0', latitude = '0' } = numbers
  if (!/^\d{1,7}$/.test(priority)) return 'row_number_wrong'
  return [longitude, latitude].every((degrees) => /^-?\d{1,3}(\.\d+)?$/.test(degrees)) ? undefined : 'row_number_wrong'
}

/** A row as the API takes it. */
export function locationOf(row: ImportRow, zone: string): NewLocation {
  const { code = '', name = '', kind = 'warehouse', country = 'CN', timeZone = zone } = row
  const { fulfils, priority, longitude, latitude, province, city, district } = row
  return {
    ...{ code, name, kind: kinds[kind.toLowerCase()] ?? 'warehouse', country: country.toUpperCase(), timeZone },
    ...(fulfils !== undefined && { fulfils: yesOrNo[fulfils.toLowerCase()] }),
    ...(priority !== undefined && { priority: Number(priority) }),
    ...(province !== undefined && { province }),
    ...(city !== undefined && { city }),
    ...(district !== undefined && { district }),
    ...(longitude !== undefined && { longitude: Number(longitude) }),
    ...(latitude !== undefined && { latitude: Number(latitude) }),
  }
}

/** Without a key it is only tried. */
async function sendLocation(location: NewLocation, idempotencyKey: string | undefined): Promise<RowResult[]> {
  try {
    if (idempotencyKey === undefined) await preview<typeof createLocationContract>('POST', '/locations', location)
    else await call<typeof createLocationContract>('POST', '/locations', location, { idempotencyKey })
    return [{ state: 'new' }]
  } catch (error) {
    if (error instanceof Refusal && error.code === 'location_code_taken') return [{ state: 'there' }]
    throw error
  }
}
