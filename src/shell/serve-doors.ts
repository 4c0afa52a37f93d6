import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App } from '../platform/http/app.ts'
import { pagePolicy } from '../platform/http/doors/security-headers.ts'
import { problemMediaType, problemOf } from '../platform/http/problem.ts'
import { doorFiles } from './door-files.ts'

/** Where the pages are, and which of them each shows; what a link is for, the page asks the server. */
const pages = {
  '/sign-in': 'sign-in',
  '/invitation': 'sign-in',
  '/password-reset': 'sign-in',
  '/account': 'account',
} as const

/** Serves the pages by which people come in and look after their account. */
export function serveDoors({ fastify }: App): void {
  for (const [path, entry] of Object.entries(pages)) {
    fastify.get(path, async (request, reply) => {
      const { pageOf } = await doorFiles()
      void reply.headers({
        'cache-control': 'no-store',
        'content-security-policy': pagePolicy(),
        'content-type': 'text/html; charset=utf-8',
        'referrer-policy': 'no-referrer',
        vary: 'accept-language',
      })
      return reply.send(pageOf(entry, languageOf(request.headers['accept-language'])))
    })
  }
  fastify.get('/doors/:hash/*', sendFile)
}

async function sendFile(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const { base, files } = await doorFiles()
  const { hash, '*': path } = request.params as { hash: string; '*': string }
  const file = files.get(path)
  if (file === undefined) {
    return reply
      .code(404)
      .header('content-type', problemMediaType)
      .send(JSON.stringify(problemOf(404, 'no_such_route')))
  }
  // While servers are changed one by one, a page of one version may ask a server of the other.
  const isCurrent = base === `/doors/${hash}`
  void reply.headers({
    'cache-control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
    'content-type': file.mediaType,
    'x-content-type-options': 'nosniff',
  })
  return reply.send(file.content)
}

/** Of Chinese and English the one that the browser names first; Chinese when it names neither. */
function languageOf(accepted = ''): 'zh-CN' | 'en' {
  const wanted = accepted
    .split(',')
    .map((part) => part.trim().toLowerCase())
    .find((part) => /^(?:zh|en)\b/.test(part))
  return wanted?.startsWith('en') ? 'en' : 'zh-CN'
}
