// China's provinces, cities and districts, with their codes (GB/T 2260) and where they lie. Words of an address are found
// here as people write them. Not an address book: streets and houses are no regions. Sources: REGIONS.md.
import { readFileSync } from 'node:fs'
import { isFormerName } from './former-names.ts'

/** A place on Earth, in degrees. */
export type Coordinates = { longitude: number; latitude: number }

/** A province, a city in it, or a district in that: `city` and `district` are there as far down as the region goes. */
export type Region = Coordinates & { code: string; province: string; city?: string; district?: string }

/** The words of an address that name its region, each as somebody wrote it; or the region's code. */
export type RegionWords = { [part in 'province' | 'city' | 'district' | 'code']?: string | undefined }

/**
 * The deepest region that the code stands for (a code no longer in use: its beginning), else the one that the words name.
 * Words may lack their ending (广东, 内蒙古, 恩施) or have another one (广西省, 长乐市 for 长乐区); a municipality may be given as
 * city, as province or as both; a province may be missing where the city is clear without it. An unknown district, such as
 * a development zone, gives its city. A province or, without one, a city that does not exist gives nothing.
 */
export function findRegion(words: RegionWords): Region | undefined {
  return (words.code ? byCode(words.code) : undefined) ?? byWords(words)
}

/** The region that a place was said to be in, by its code. */
export function regionOf({ regionCode }: { regionCode: string | null }): Region | undefined {
  return regionCode === null ? undefined : findRegion({ code: regionCode })
}

/**
 * Which word names nothing in the region that was found for the words, and never did: 火星区 in 广州. Not unknown are a former
 * name, the city's own name again, anything in a city without districts (东莞), and what people write as a district that is
 * none: development zones, towns, streets.
 */
export function unknownPart(words: RegionWords, region: Region): 'city' | 'district' | undefined {
  const place = loadAtlas().byCode.get(region.code)
  if (place === undefined || place.inside.length === 0) return undefined
  if (region.city === undefined && isUnknownIn(place, words.city)) return 'city'
  return isUnknownIn(place, words.district) ? 'district' : undefined
}

/** How far two places are apart as the crow flies, in kilometres, rounded to the metre (haversine on a sphere). */
export function distanceKm(a: Coordinates, b: Coordinates): number {
  const [latitudeA, latitudeB] = [radians(a.latitude), radians(b.latitude)]
  const northward = Math.sin((latitudeB - latitudeA) / 2) ** 2
  const eastward = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  const haversine = northward + Math.cos(latitudeA) * Math.cos(latitudeB) * eastward
  return Math.round(2000 * meanEarthRadiusKm * Math.asin(Math.sqrt(Math.min(1, haversine)))) / 1000
}

/** A region with the regions directly in it. The stem is its name without the ending that says what it is. */
type Place = { name: string; stem: string; region: Region; inside: Place[] }

type Atlas = { provinces: Place[]; cities: Place[]; districts: Place[]; byCode: Map<string, Place> }

const meanEarthRadiusKm = 6371.0088 // IUGG

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}

function byCode(code: string): Region | undefined {
  const { byCode } = loadAtlas()
  const codes = [code.slice(0, 6), `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`]
  return codes.map((code) => byCode.get(code)).find((place) => place !== undefined)?.region
}

function byWords(words: RegionWords): Region | undefined {
  const atlas = loadAtlas()
  const province = match(atlas.provinces, words.province)
  if (province === undefined && words.province) return undefined
  const cities = province?.inside ?? atlas.cities
  const namedCity = match(cities, words.city)
  const city = namedCity ?? (province?.inside.length === 1 ? province.inside[0] : undefined)
  const districts = city?.inside ?? province?.inside.flatMap((city) => city.inside) ?? atlas.districts

  // 义乌市 is written as a city, and is a district of 金华市.
  const cityAsDistrict = namedCity === undefined ? match(districts, words.city) : undefined
  if (province === undefined && city === undefined && words.city) return cityAsDistrict?.region
  const district = cityAsDistrict ?? match(districts, words.district, city)
  // 仙桃市 may be written as a district, and is a city without districts.
  return (district ?? city ?? match(province?.inside ?? [], words.district) ?? province)?.region
}

/** 伊宁 in 伊犁 may be 伊宁市 or 伊宁县, 鼓楼区 in 江苏 one of two: unclear, and not unknown. */
function isUnknownIn({ region, stem, inside }: Place, word: string | undefined): boolean {
  const asked = word?.replace(/\s/g, '')
  if (!asked || isNoRegion.test(asked) || isFormerName(region.code, asked)) return false
  const wanted = stemOf(asked)
  if (wanted === stem) return false
  return ![...inside, ...inside.flatMap((place) => place.inside)].some((place) => place.stem === wanted)
}

const isNoRegion =
  /(?:直辖.*|市辖区|^县|新区|高新区?|经开区?|园区|(?:开发|技术|工业|产业|保税|合作|示范|度假|管理|功能|自贸|矿|景)区|街道|[镇乡]|[林农牧]场)$/

/**
 * The one place that a word names: by its name, else by its stem, else as the beginning of a name like 恩施土家族苗族自治州 or
 * 浦东新区. None if several are meant alike. In a city, the city's own name again is no district, 镇江 not 镇江新区.
 */
function match(places: readonly Place[], word: string | undefined, parent?: Place): Place | undefined {
  const asked = word?.replace(/\s/g, '')
  if (!asked) return undefined
  const stem = stemOf(asked)
  let found = places.filter((place) => place.name === asked)
  if (found.length === 0 && stem !== parent?.stem) found = places.filter((place) => place.stem === stem)
  if (found.length === 0 && stem !== parent?.stem && stem.length > 1) {
    found = places.filter(({ name }) => name.startsWith(stem) && /(?:自治[区州县旗]|新区)$/.test(name))
  }
  return found.length === 1 ? found[0] : undefined
}

function stemOf(name: string): string {
  return name.replace(/(?<=..)(?:特别行政区|自治[区州县旗]|地区|林区|特区|[省市区县旗盟州])$/, '')
}

let atlas: Atlas | undefined

/** Read when it is first asked for, which takes some 25 ms. */
function loadAtlas(): Atlas {
  atlas ??= readAtlas(readFileSync(new URL('cn-regions.csv', import.meta.url), 'utf8'))
  return atlas
}

/** The rows stand in the order of their codes, so that a region comes after the one it is in. */
function readAtlas(csv: string): Atlas {
  const atlas: Atlas = { provinces: [], cities: [], districts: [], byCode: new Map() }
  for (const row of csv.trimEnd().split('\n').slice(1)) {
    const [code = '', name = '', longitude, latitude] = row.split(',')
    const province = atlas.byCode.get(`${code.slice(0, 2)}0000`)
    const city = atlas.byCode.get(cityCodeOf(code))
    const parent = city ?? province
    const part = city ? { district: name } : province ? { city: name } : { province: name }
    const centre = longitude ? { longitude: Number(longitude), latitude: Number(latitude) } : {}
    const region = Object.freeze({ ...parent?.region, ...part, ...centre, code }) as Region
    const place = { name, stem: stemOf(name), region, inside: [] }
    atlas.byCode.set(code, place)
    parent?.inside.push(place)
    atlas[city ? 'districts' : province ? 'cities' : 'provinces'].push(place)
  }
  return atlas
}

/** The counties of 重庆 (5002…) are in its one city too, as all districts of a municipality are. */
function cityCodeOf(code: string): string {
  return /^(?:11|12|31|50)/.test(code) ? `${code.slice(0, 2)}0100` : `${code.slice(0, 4)}00`
}
