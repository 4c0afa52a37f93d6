import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSignedIn } from '../access/sign-in/routes.ts'
import type { App } from '../platform/http/app.ts'
import { pagePolicy } from '../platform/http/doors/security-headers.ts'
import { buildOffice } from './build-office.ts'

/** Ant Design writes its styles as it runs, and barcodes are read by WebAssembly. */
const officePolicy = pagePolicy({ inlineStyles: true, webAssembly: true })

/** What a browser asks for by these names at the root. */
const rootFiles = ['icon.svg', 'icon-192.png', 'icon-512.png', 'manifest.webmanifest', 'sw.js']

/**
 * Serves the back office: its files, and its page at every address of a browser that nothing else answers at; which page that is,
 * the application tells by itself. Who is not signed in is led to the door first, and comes back to where they wanted to be.
 */
export function serveOffice(app: App): void {
  const { fastify } = app
  void fastify.register(fastifyStatic, { root: import.meta.dirname, serve: false, preCompressed: true })
  fastify.get('/', (request, reply) => sendPage(app, request, reply))
  fastify.get('/assets/*', (request, reply) => {
    const { '*': path } = request.params as { '*': string }
    return sendFile(reply, join('assets', path), { immutable: true, maxAge: '365d' })
  })
  for (const name of rootFiles) {
    fastify.get(`/${name}`, (_, reply) => {
      void reply.header('content-security-policy', officePolicy)
      return sendFile(reply, name, { maxAge: 0 })
    })
  }
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.is404 && wantsPage(request)) return sendPage(app, request, reply)
  })
}

async function sendFile(
  reply: FastifyReply,
  name: string,
  options: { immutable?: boolean; maxAge: string | number },
): Promise<FastifyReply> {
  const folder = await buildOffice()
  return reply.sendFile(name, folder, options)
}

async function sendPage(app: App, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  void reply.header('cache-control', 'no-store')
  if (!(await isSignedIn(app, request))) {
    const wanted = request.url === '/' ? '' : `#next=${encodeURIComponent(request.url)}`
    return reply.redirect(`/sign-in${wanted}`)
  }
  void reply.headers({ 'content-security-policy': officePolicy, vary: 'cookie' })
  return reply.sendFile('index.html', await buildOffice(), { cacheControl: false })
}

/** Whether a browser goes to an address, as against a program that asks for one. */
function wantsPage({ method, url, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' && !/^\/(?:api|doors|docs|assets)\//.test(url) && headers.accept?.includes('text/html') === true
  )
}
