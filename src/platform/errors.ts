/** What kind of trouble a caller is in. `problemStatus` gives each its HTTP status. */
export type ProblemKind = keyof typeof statuses

/** What a message to a person may be filled with. Never anything internal, never personal data. */
export type Facts = Record<string, string | number | boolean | null | string[]>

/**
 * The one error for what a caller did or met: it is answered, not logged as a fault. `code` is stable snake_case, and the
 * key by which each language has its words; `field` is the path of the input at fault, such as `lines[2].quantity`.
 * A programmer's mistake is a plain Error instead, and answers 500.
 */
export class DomainError extends Error {
  readonly kind: ProblemKind
  readonly code: string
  declare readonly field?: string // declared only, so that an error without one has no such property
  readonly facts: Facts

  constructor(
    kind: ProblemKind,
    code: string,
    about: { field?: string | undefined; facts?: Facts; message?: string; cause?: unknown } = {},
  ) {
    super(about.message ?? describe(code, about.field, about.facts), 'cause' in about ? { cause: about.cause } : {})
    this.name = 'DomainError'
    this.kind = kind
    this.code = code
    if (about.field !== undefined) this.field = about.field
    this.facts = about.facts ?? {}
  }
}

/** The HTTP status (RFC 9110; 429 is RFC 6585) that a kind of problem answers with. */
export function problemStatus(kind: ProblemKind): number {
  return statuses[kind]
}

const statuses = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  not_acceptable: 406, // what the request's Accept asks for is not what there is
  conflict: 409,
  mismatch: 412, // the object is not at the version that If-Match named
  too_large: 413,
  refused: 422, // understood and well formed, and a rule of the business says no
  too_many: 429,
} as const

/** For logs and tests; people read their language's words for the code. */
function describe(code: string, field: string | undefined, facts: Facts | undefined): string {
  const words = Object.entries(facts ?? {}).map(([name, fact]) => `${name}=${fact}`)
  return [field === undefined ? code : `${code} at ${field}`, ...words].join(' ')
}
