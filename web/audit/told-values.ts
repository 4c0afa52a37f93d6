// What an entry tells, as it is shown: no JSON. Pure.

/** A value in words; a list of values, each of which may have fields of its own. */
export type Told = string | readonly (string | readonly (readonly [field: string, value: string])[])[]

/** Writes a plain value: a text, a number, yes or no. */
type WritePlain = (value: unknown) => string

/** A value as it is shown; plain ones are written by `write`. */
export function toldBy(value: unknown, write: WritePlain): Told {
  if (value === undefined || value === null || value === '') return '–'
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map((each) => partOf(each, write))
  if (typeof value === 'object') return [partOf(value, write)]
  return write(value)
}

function partOf(value: unknown, write: WritePlain): string | (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return write(value)
  return Object.entries(value).map(([name, each]) => [name, plainText(each)] as const)
}

function plainText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–'
  if (Array.isArray(value)) return value.map(plainText).join(', ')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, each]) => `${name} ${plainText(each)}`)
      .join(', ')
  }
  return String(value)
}

const fieldsOfSteps: Readonly<Record<string, string>> = {
  ...{ from: 'status', to: 'status', statusFrom: 'status', statusTo: 'status', stageFrom: 'stage', stageTo: 'stage' },
}

/**
 * What else an entry tells than its changes; `field` is what the value is a value of. A step from a state to the same one is none.
 */
export function factsOf({
  changes,
  facts,
}: {
  changes: Readonly<Record<string, unknown>>
  facts: Readonly<Record<string, unknown>>
}): { name: string; field: string; value: unknown }[] {
  const steps = [
    ['from', 'to'],
    ['stageFrom', 'stageTo'],
    ['statusFrom', 'statusTo'],
  ] as const
  const still = new Set<string>(
    steps.filter(([before, after]) => before in facts && facts[before] === facts[after]).flat(),
  )
  const inOrder = [...steps.flat().filter((name) => name in facts), ...Object.keys(facts)]
  return [...new Set(inOrder)]
    .filter((name) => !still.has(name) && !(name in changes))
    .map((name) => [name, facts[name]] as const)
    .map(([name, value]) => ({ name, field: fieldsOfSteps[name] ?? name, value }))
}
