import { type ParseCandidateResult, parseAddress } from 'address-smart-parse'
import { findRegion } from '../../locations/regions.ts'
import type { OtherRegion, ParsedField, ParsedRegion } from './parsed-address.ts'

/** As sure as what was written out and is there. */
const written = 0.95
/** What follows from what was written: 浙江 from 杭州. */
const followed = 0.85
/** Candidates this near to the best are as likely. */
const margin = 0.15

/** Takes an address without name and phone apart; undefined where no region of China stands in it. */
export function parseRegion(address: string): ParsedRegion | undefined {
  const text = address.replace(/(?<!\s)\s*\[\d{1,6}\]$/u, '').trim()
  if (text === '') return undefined
  const candidates = parseAddress(text, { maxCandidates: 8, extractIdCard: false })
  const [best, ...rest] = candidates
  if (best === undefined) return regionAhead(text)
  const near = rest.filter(({ confidence }) => confidence >= best.confidence - margin)
  const others = near.map(namesOf).filter((other) => regionKey(other) !== regionKey(namesOf(best)))
  return {
    ...levelsOf(best, others.length > 0),
    street: streetOf(best, text),
    others: others.length > 0 ? [namesOf(best), ...others] : [],
  }
}

const ahead =
  /^(.{2,8}?(?:省|自治区)|香港(?:特别行政区)?|澳门(?:特别行政区)?|台湾省?|香港特別行政區|澳門|台灣|臺灣)?\s?(.{2,9}?(?:市|自治州|地区|盟))?\s?(.{1,9}?(?:区|县|旗|市))?(.*)$/u
const simplified: Readonly<Record<string, string>> = {
  香港特別行政區: '香港',
  澳門: '澳门',
  台灣: '台湾',
  臺灣: '台湾',
}

/** By our own regions, for what the library does not know: development zones, and what is no city of the mainland. */
function regionAhead(text: string): ParsedRegion | undefined {
  const [, province, city, district, rest = ''] = ahead.exec(text.replace(/\s+/gu, ' ')) ?? []
  if (province === undefined && city === undefined) return undefined
  const spoken = { province: province === undefined ? undefined : (simplified[province] ?? province), city, district }
  const region = findRegion(spoken)
  if (region === undefined) return undefined
  const field = (value: string | undefined, said: string | undefined): ParsedField | null =>
    value === undefined ? null : { value, confidence: said === undefined ? followed : written, doubt: null }
  const unknown = region.district === undefined && district !== undefined
  return {
    province: field(region.province, province),
    city: field(region.city, city),
    district: unknown
      ? { value: district, confidence: 0.7, doubt: 'unknown_region' }
      : field(region.district, district),
    street: rest.trim() === '' ? null : { value: rest.trim().slice(0, 300), confidence: 0.9, doubt: null },
    others: [],
  }
}

function namesOf({ province, city, county }: ParseCandidateResult): OtherRegion {
  return { province: province?.name ?? '', city: city?.name ?? '', district: county?.name ?? '' }
}

function regionKey({ province, city, district }: OtherRegion): string {
  return `${province} ${city} ${district}`
}

/** Our own regions have the last word on how a place is called, and whether what was left out follows from the rest. */
function levelsOf(best: ParseCandidateResult, isAmbiguous: boolean): Omit<ParsedRegion, 'street' | 'others'> {
  const said = (level: ParseCandidateResult['province']) => (level?.matched === true ? level.name : undefined)
  const spoken = { province: said(best.province), city: said(best.city), district: said(best.county) }
  const clear = findRegion(spoken)
  const full = findRegion({ province: best.province?.name, city: best.city?.name, district: best.county?.name })
  const field = (
    part: 'province' | 'city' | 'district',
    level: ParseCandidateResult['province'],
  ): ParsedField | null => {
    const value = full?.[part] ?? (part === 'district' && level?.name !== best.city?.name ? level?.name : undefined)
    if (value === undefined) return null
    if (isAmbiguous && level?.matched !== true) return null
    if (full?.[part] === undefined) return { value, confidence: 0.5, doubt: 'unknown_region' }
    if (level?.matched === true)
      return { value, confidence: isAmbiguous ? 0.6 : written, doubt: isAmbiguous ? 'ambiguous' : null }
    const follows = clear?.[part] === value
    return { value, confidence: follows ? followed : 0.5, doubt: follows ? null : 'inferred' }
  }
  return {
    province: field('province', best.province),
    city: field('city', best.city),
    district: field('district', best.county),
  }
}

/** The town or street office belongs to where the house is, if it was written. */
function streetOf({ street, detail = '', name }: ParseCandidateResult, text: string): ParsedField | null {
  const said = street?.matched === true ? (street.matchedText ?? street.name) : ''
  const office = detail.includes(said) ? '' : said
  // Names were taken out before: what the library takes for one is the name of a building or a firm.
  const building = name === undefined || name === '' || detail.includes(name) ? '' : ` ${name}`
  const value = `${office}${detail}${building}`.trim()
  if (value === '') return null
  if (value.includes('**')) return { value, confidence: 0.3, doubt: 'masked' }
  const isWhole = text.replace(/\s/g, '').includes(detail.replace(/\s/g, ''))
  return { value: value.slice(0, 300), confidence: isWhole ? 0.9 : 0.7, doubt: isWhole ? null : 'guessed' }
}
