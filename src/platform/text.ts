// Text that people give. What is legal comes back unharmed: nothing here trims, folds or normalises it.
import { z } from 'zod'

/** Whether PostgreSQL can keep `text` and UTF-8 can carry it: no NUL (U+0000) and no lone surrogate. */
export function isStorableText(text: string): boolean {
  return unstorable(text) === undefined
}

/** Text of `min` to `max` code points, kept as it is. `text(0, max)` allows the empty one. */
export function text(min: number, max: number): z.ZodString {
  return z
    .string()
    .check(({ value, issues }) => {
      const problem = unstorable(value)
      if (problem !== undefined) issues.push({ code: 'custom', message: problem, input: value })
      const length = codePoints(value, max)
      const size = { origin: 'string', inclusive: true, input: value } as const
      if (length < min) {
        issues.push({ ...size, code: 'too_small', minimum: min, message: `must have at least ${counted(min)}` })
      }
      if (length > max) {
        issues.push({ ...size, code: 'too_big', maximum: max, message: `must have at most ${counted(max)}` })
      }
    })
    .meta({ minLength: min, maxLength: max }) // JSON Schema counts code points too
}

/** One line of 1 to `max` code points with something to see in it: a name, a title, a reference. */
export function line(max: number): z.ZodString {
  return multiline(max).refine((value) => !/[\n\r]/.test(value), 'must be one line')
}

/** Lines of together 1 to `max` code points with something to see in them: a note, a message. */
export function multiline(max: number): z.ZodString {
  return text(1, max).refine((value) => value === '' || /\S/.test(value), 'must not be blank')
}

function unstorable(value: string): string | undefined {
  if (value.includes('\0')) return 'must not contain the character U+0000'
  if (!value.isWellFormed()) return 'must not contain half of a surrogate pair'
  return undefined
}

/** The number of code points; a text that must be too long is not counted to its end. */
function codePoints(value: string, max: number): number {
  if (value.length > 2 * max) return value.length / 2
  return value.length - (value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
}

function counted(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`
}
