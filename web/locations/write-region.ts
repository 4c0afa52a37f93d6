type Region = {
  province?: string | null | undefined
  city?: string | null | undefined
  district?: string | null | undefined
}

/** Province, city and district as one line, as far as they are known: a municipality (上海市) is both of the first, and told once. */
export function writeRegion(region: Region | null | undefined): string {
  const { province, city, district } = region ?? {}
  const isSame = bare(province) === bare(city)
  return [province, isSame ? undefined : city, district].filter(Boolean).join(' ')
}

/** 上海 and 上海市 are the same. */
function bare(name: string | null | undefined): string | undefined {
  return name?.replace(/市$/u, '')
}
