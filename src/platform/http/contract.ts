import { z } from 'zod'
import type { Accepted } from '../command.ts'

/**
 * One operation of the API, said once: the server serves it, the web calls it, OpenAPI is made from it. `problems`
 * lists the codes it can refuse with, besides those every operation has.
 */
export type Contract = {
  /** camelCase verb and noun; OpenAPI's operationId. */
  operation: string
  summary: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below /api/v1, with `:name` for path parameters. */
  path: string
  /** What the caller must be allowed to do, or `public`. */
  permission: string
  /** Only for who proved within a quarter of an hour who they are; programs are not asked. */
  needsProof?: true
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
  /** What a success is answered as, where that is a file and no JSON: the media types that it can have. */
  media?: readonly string[]
  /** What is answered with 202 where the operation may only take the thing on. */
  accepted?: z.ZodType
  /** Permissions that it depends on besides, by what it is about. */
  mayNeed?: readonly string[]
  /** A writing operation that cannot be asked what it would do. */
  preview?: false
  /** The answer does not end: server-sent events, whose `data` has this form by their names. */
  stream?: Readonly<Record<string, z.ZodType>>
  /** Status of success; 200 when left out. */
  status?: 200 | 201 | 202
  problems: readonly string[]
  /** Largest body accepted, in bytes; 1 MiB when left out. */
  bodyLimitBytes?: number
}

/** What stands for the content of a file in the API's document. */
export const fileContent = z.string().meta({ format: 'binary' })

/** The parsed parts of a request, merged: path, query and body fields have different names by design. */
export type InputOf<C extends Contract> = Parsed<C['params']> & Parsed<C['query']> & Parsed<C['body']>

/** What a handler answers with. */
export type OutputOf<C extends Contract> = z.input<C['response']> | Accepted<AcceptedOf<C>>

type AcceptedOf<C extends Contract> = C['accepted'] extends z.ZodType ? z.input<C['accepted']> : never

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown
