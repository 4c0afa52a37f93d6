// What becomes of a pasted block (address-block.ts): its parts, how sure each is, and what was not understood.

/** Why a part may be wrong. */
export const doubts = ['guessed', 'inferred', 'ambiguous', 'several', 'masked', 'unknown_region'] as const

/** One of them. */
export type Doubt = (typeof doubts)[number]

/** A part of what was pasted: what it says, how sure that is (0 to 1), and why it may be wrong. */
export type ParsedField = { value: string; confidence: number; doubt: Doubt | null }

/** The parts of a contact that a block may have. */
export const parsedParts = [
  ...(['name', 'phone', 'email', 'company', 'province', 'city', 'district', 'street', 'postcode'] as const),
] as const

/** One of them. */
export type ParsedPart = (typeof parsedParts)[number]

/** A region that it may be, where several are as likely. */
export type OtherRegion = { province: string; city: string; district: string }

/** A block that was taken apart. */
export type ParsedAddress = {
  country: 'CN' | null
  fields: { [part in ParsedPart]: ParsedField | null }
  others: OtherRegion[]
  /** What no part was found for, in order. */
  unparsed: string[]
}

/** Where an address is, as far as it says so; what stands behind that is the street with the house. */
export type ParsedRegion = {
  province: ParsedField | null
  city: ParsedField | null
  district: ParsedField | null
  street: ParsedField | null
  others: OtherRegion[]
}

/** Below this a part is to be looked at by a person. */
export const sure = 0.8

/** A part that nothing speaks against. */
export const sureField = (value: string, confidence = 0.95): ParsedField => ({ value, confidence, doubt: null })
