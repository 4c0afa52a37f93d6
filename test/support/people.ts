import { hashPassword } from '../../src/access/sign-in/password.ts'
import { staffEvent } from '../../src/access/staff/events.ts'
import { sealNewStaff } from '../../src/access/staff/sealed-staff.ts'
import { loginKey, type Staff } from '../../src/access/staff/staff.ts'
import { insertStaff, savePassword } from '../../src/access/staff/staff-store.ts'
import { runCommand } from '../../src/platform/command.ts'
import { publish } from '../../src/platform/events.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Runtime } from '../../src/platform/runtime.ts'

/** Somebody who can sign in. */
export type Somebody = { staffId: string; email: string; password: string }

/** A password that is good enough for everybody in the tests. */
export const testPassword = 'correct horse battery staple 7'

/** What everybody's password is kept as: hashed once, since it takes its time. */
const testHash = hashPassword(testPassword)

/** Makes an active member of staff with a password. */
export async function makeSomebody(
  runtime: Runtime,
  merchantId: string,
  {
    email,
    name = email.split('@')[0] ?? '',
    roles,
    locationIds = null,
    channels = null,
  }: Partial<Staff> & { email: string; name?: string; roles: string[] },
): Promise<Somebody> {
  const passwordHash = await testHash
  const staffId = await runCommand(runtime, { merchantId, actor: 'system:test' }, async ({ tx, now, keys, actor }) => {
    const id = newId(now)
    const staff: Staff = {
      id,
      roles,
      locationIds,
      channels,
      status: 'active',
      locale: 'en',
      version: 1,
      createdAt: now,
    }
    const sealed = sealNewStaff(keys, id, { name, email })
    await insertStaff(tx, { ...staff, ...sealed, loginKey: loginKey(keys, email) })
    await savePassword(tx, staff, passwordHash, now)
    await publish(tx, [staffEvent('staff.invited', staff, { at: now, actor })])
    return id
  })
  return { staffId, email, password: testPassword }
}

/** A browser: it keeps the cookies it is given, and says that it shows one of our pages. */
export type Browser = {
  cookies: Map<string, string>
  call: (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ) => Promise<{ status: number; body: Record<string, unknown>; headers: Record<string, unknown> }>
  signIn: (somebody: Pick<Somebody, 'email' | 'password'>) => Promise<{ status: number; body: Record<string, unknown> }>
}

/** Opens a browser at an address; without a socket. */
export function openBrowser({ fastify }: App, remoteAddress = '203.0.113.7'): Browser {
  const cookies = new Map<string, string>()
  const call: Browser['call'] = async (method, path, body, headers = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fastify.inject({
      ...{ method, url: `/api/v1${path}`, remoteAddress },
      headers: { 'sec-fetch-site': 'same-origin', ...(cookie !== '' && { cookie }), ...headers },
      ...(body !== undefined && { payload: body }),
    })
    for (const { name, value } of answer.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
  }
  return {
    ...{ cookies, call },
    signIn: ({ email, password }) => call('POST', '/sessions', { merchant: 'test', login: email, password }),
  }
}
