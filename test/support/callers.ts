import type { Principal } from '../../src/platform/http/app.ts'
import { type App, createApp } from '../../src/platform/http/app.ts'
import { everywhere, type Scope } from '../../src/platform/scope.ts'
import type { TestAnswer, TestMerchant } from './merchant.ts'

/** Somebody who calls the API in a test: without `may`, allowed everything. */
export type Caller = { actor: string; may?: readonly string[]; scope?: Scope }

/** Calls below /api/v1 as somebody. */
export type CallAs = (
  caller: Caller,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  headers?: object,
) => Promise<TestAnswer>

/** Serves modules to people and keys that the test makes up: who they are stands in a header. */
export function openTo(
  { runtime, merchantId }: Pick<TestMerchant, 'runtime' | 'merchantId'>,
  ...serve: ((app: App) => void)[]
): CallAs {
  const app = createApp(runtime, async ({ headers }) => {
    const {
      actor,
      may,
      scope = {},
    } = JSON.parse(String(headers['x-caller'])) as Caller & { scope?: Record<string, string[]> }
    const narrowed = Object.fromEntries(Object.entries(scope).map(([kind, names]) => [kind, new Set(names)]))
    const principal: Principal = {
      ...{ merchantId, actor, origin: 'test', scope: scope === undefined ? everywhere : narrowed },
      may: (permission) => may === undefined || may.includes(permission),
    }
    return principal
  })
  for (const each of serve) each(app)
  return async ({ scope, ...caller }, method, path, body, headers = {}) => {
    const names = scope && Object.fromEntries(Object.entries(scope).map(([kind, each]) => [kind, [...each]]))
    const answer = await app.fastify.inject({
      method,
      url: `/api/v1${path}`,
      headers: { 'x-caller': JSON.stringify({ ...caller, scope: names }), ...headers },
      ...(body !== undefined && { payload: body }),
    })
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
  }
}
