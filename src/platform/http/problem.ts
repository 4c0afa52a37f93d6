import { z } from 'zod'
import { type DomainError, problemStatus } from '../errors.ts'

/** RFC 9457 problem details: stable `type` and `code`, the field at fault, and nothing internal. */
export const problemView = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('stable: what a program goes by'),
    field: z.string().exactOptional().describe('the field at fault, like lines[0].sku'),
    facts: z.record(z.string(), z.unknown()).exactOptional().describe('what words for people are filled with'),
    errors: z
      .array(z.object({ field: z.string(), reason: z.string() }))
      .exactOptional()
      .describe('every fault of a request that does not fit its form'),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })

/** A refusal as it leaves. */
export type Problem = z.output<typeof problemView>

/** The media type of a problem. */
export const problemMediaType = 'application/problem+json; charset=utf-8'

/** Builds a problem of a known code. */
export function problemOf(
  status: number,
  code: string,
  more: Pick<Problem, 'field' | 'facts' | 'errors'> = {},
): Problem {
  return { type: `urn:yidan:problem:${code}`, title: code.replaceAll('_', ' '), status, code, ...more }
}

/** A refusal of the domain as a problem. */
export function problemOfDomainError(error: DomainError): Problem {
  return problemOf(problemStatus(error.kind), error.code, {
    ...(error.field !== undefined && { field: error.field }),
    ...(Object.keys(error.facts).length > 0 && { facts: error.facts }),
  })
}

const maxListedFaults = 20

/** Faults of a request's form: 400, each with the path of its field, like `lines[0].sku`. */
export function problemOfParseError(error: z.ZodError): Problem {
  const errors = error.issues.slice(0, maxListedFaults).flatMap(faultsOf)
  return problemOf(400, 'invalid_input', { ...(errors[0] && { field: errors[0].field }), errors })
}

/** Joins a path of names and indexes: `['lines', 0, 'sku']` → `lines[0].sku`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text === '' ? String(part) : `${text}.${String(part)}`,
    '',
  )
}

function faultsOf(issue: z.core.$ZodIssue): { field: string; reason: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, maxListedFaults)
      .map((key) => ({ field: fieldPath([...issue.path, key]).slice(0, 200) || 'body', reason: 'unknown field' }))
  }
  const meant = issue.code === 'invalid_union' ? nearestForm(issue.errors) : undefined
  if (meant !== undefined) return meant.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }))
  return [{ field: fieldPath(issue.path) || 'body', reason: issue.message }]
}

/** Of the faults that a value has in each of several forms, those in the form that it misses least; none when two are alike. */
function nearestForm(forms: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const [nearest, next] = [...forms].sort((a, b) => faultCount(a) - faultCount(b))
  return nearest === undefined || next === undefined || faultCount(nearest) < faultCount(next) ? nearest : undefined
}

function faultCount(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((count, issue) => count + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}
