import type { parseAddressContract } from '../../../src/orders/entry/contract.ts'
import { type AnswerOf, call } from '../../platform/call.ts'
import type { ContactText } from './entry.ts'

/** A pasted block that was taken apart. */
export type ParsedBlock = AnswerOf<typeof parseAddressContract>

const longest = 1000

/** Takes a pasted block apart. @throws Refusal */
export function parseBlock(text: string): Promise<ParsedBlock> {
  return call<typeof parseAddressContract>('POST', '/address-parsing', { text: text.trim().slice(0, longest) })
}

/** Whether it is an address rather than a name or a number: it is long, of several lines, or says where a house stands. */
export function isBlock(text: string): boolean {
  const trimmed = text.trim()
  return /[\n\t]/.test(trimmed) || trimmed.length > 20 || /\p{Script=Han}.*[省市区县镇路街道号]/u.test(trimmed)
}

/** What was understood of a block, as fields of the form. */
export function contactOf({ country, fields }: ParsedBlock): ContactText {
  const texts = Object.entries(fields).flatMap(([part, field]) => (field === null ? [] : [[part, field.value]]))
  return { ...(country !== null && { country }), ...Object.fromEntries(texts) }
}
