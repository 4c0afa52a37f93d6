import type { FastifyInstance } from 'fastify'

/**
 * Remembers the methods of every route that is added from now on. The answer finds those of an address, for who used another
 * one there; none where no route is.
 */
export function rememberMethods(fastify: FastifyInstance): (url: string) => string[] {
  const routes = new Map<string, { form: RegExp; methods: Set<string> }>()
  fastify.addHook('onRoute', ({ url, method }) => {
    const route = routes.get(url) ?? { form: formOf(url), methods: new Set() }
    for (const each of [method].flat()) route.methods.add(each)
    routes.set(url, route)
  })
  return (url) => {
    const [path = ''] = url.split('?')
    const found = routes.values().filter(({ form }) => form.test(path))
    return [...new Set(found.flatMap(({ methods }) => methods))].sort()
  }
}

/** `/orders/:orderId/lines` as a form of addresses; `*` stands for anything. */
function formOf(route: string): RegExp {
  const parts = route.split(/(:\w+|\*)/).map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : RegExp.escape(part)
  })
  return new RegExp(`^${parts.join('')}$`)
}
