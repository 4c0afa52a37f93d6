import { sessionCookie } from '../../src/access/sign-in/cookies.ts'
import type { App } from '../../src/platform/http/app.ts'
import { bodyText } from './mutations.ts'
import type { Person } from './open-people.ts'
import type { Operation } from './operations.ts'
import type { Request } from './valid-requests.ts'

/** What came back. */
export type Answer = { status: number; mediaType: string; text: string; body: unknown }

/** Who sends: a program by its key, and a person what only people have. */
export type Sender = { app: Pick<App, 'fastify' | 'beside'>; key: string; person?: Person; remoteAddress?: string }

/** What is done by a person: one's own account, and what one asked for oneself. */
function isPersonal({ name, permission }: Operation): boolean {
  return permission === 'account.own' || name === 'withdrawApproval'
}

/** Sends a request of an operation as the bearer of a key, or as the person it takes, unless its headers say another. */
export async function send(
  { app, key, person, remoteAddress = '127.0.0.1' }: Sender,
  operation: Operation,
  { path, query, body }: Request,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const who = isPersonal(operation) ? person : undefined
  const answer = await app.fastify.inject({
    method: operation.method,
    remoteAddress,
    url: urlOf(operation.path, path, query),
    headers: {
      ...(who === undefined ? { authorization: `Bearer ${key}` } : { cookie: `${sessionCookie}=${who.token}` }),
      ...((who !== undefined || operation.permission === 'public') && { 'sec-fetch-site': 'same-origin' }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { payload: bodyText(body) }),
  })
  await app.beside.ended()
  const given = answer.cookies.find(({ name }) => name === sessionCookie)
  if (who !== undefined && given?.value === '') await who.comeIn()
  else if (who !== undefined && given !== undefined) who.token = given.value
  const mediaType = String(answer.headers['content-type'] ?? '')
  return { status: answer.statusCode, mediaType, text: answer.body, body: parsed(answer.body) }
}

function urlOf(template: string, path: Request['path'], query: Request['query']): string {
  const filled = template.replace(/\{(\w+)\}/g, (_, name: string) => encode(path[name] ?? ''))
  const search = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return search.length === 0 ? filled : `${filled}?${search.join('&')}`
}

/** Percent-encodes any text; half of a surrogate pair, which has no UTF-8, as the bytes that a careless program would send. */
export function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : [...text].map(encodeOne).join('')
}

function encodeOne(character: string): string {
  if (character.isWellFormed()) return encodeURIComponent(character)
  const code = character.charCodeAt(0)
  const bytes = [0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)]
  return bytes.map((byte) => `%${byte.toString(16)}`).join('')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
