import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { makeSomebody, openBrowser, testPassword } from '../../../test/support/people.ts'
import { runCommand } from '../../platform/command.ts'
import { policy } from '../../shell/policy.ts'
import { serveAccess } from '../routes.ts'
import { linkLifeMs, writeLinkToken } from '../sign-in/access-link.ts'
import { changeStaff, disableStaff, enableStaff } from './change-staff.ts'
import { inviteStaff } from './invite-staff.ts'
import { makeSignInLink, offerOwnerLink } from './make-owner.ts'

describe('staff', () => {
  let test: TestMerchant
  let api: TestApi
  let now = new Date('2026-03-01T08:00:00Z')

  before(async () => {
    test = await createTestMerchant({ clock: () => now })
    api = await test.open((app) => serveAccess(app, policy))
  })
  after(() => test.close())

  const rights = { roles: ['order_clerk'], locale: 'zh-CN' }
  const invite = async (email: string, more: object = {}) => {
    const { status, body } = await api.call('POST', '/staff', { name: '李华', email, ...rights, ...more })
    return { status, body: body as Record<string, unknown> & { id: string } }
  }
  /** What the mail of somebody's newest open link says: made again from the merchant's keys, as the mailer does. */
  const linkOf = async (staffId: string) => {
    const { rows } = await test.owner.query(
      'select id, kind from access_links where staff_id = $1 and used_at is null order by id desc limit 1',
      [staffId],
    )
    const keys = await test.runtime.keysOf(test.merchantId)
    return rows.length === 0 ? '' : writeLinkToken(keys, rows[0])
  }
  const eventsOf = async (objectId: string) => {
    const { rows } = await test.owner.query('select type from events where object_id = $1 order by version', [objectId])
    return rows.map(({ type }) => type)
  }
  const browserOf = async (email: string, roles: string[], more: object = {}) => {
    const somebody = await makeSomebody(test.runtime, test.merchantId, { email, roles, ...more })
    const browser = openBrowser(api.app)
    await browser.signIn(somebody)
    return { ...browser, ...somebody }
  }

  it('are invited, join by the link once, and are told apart by their e-mail', async () => {
    const { status, body } = await invite('new@example.cn')
    assert.equal(status, 201)
    assert.equal(JSON.stringify(body).includes('new@example.cn'), false, 'an answer that may be kept names nobody')
    assert.equal((await invite('NEW@example.cn')).status, 409)
    const token = await linkOf(body.id)
    const browser = openBrowser(api.app)
    const looked = await browser.call('POST', '/access-links/lookup', { token })
    assert.deepEqual([looked.body.kind, looked.body.name], ['invitation', '李华'])
    assert.equal((await browser.call('POST', '/access-links/use', { token })).body.code, 'password_missing')
    const easy = { token, password: 'password1234' }
    assert.equal((await browser.call('POST', '/access-links/use', easy)).body.code, 'password_too_easy')
    assert.equal((await browser.call('POST', '/access-links/use', { token, password: testPassword })).status, 200)
    assert.equal((await browser.call('GET', '/account')).body.status, 'active')
    const again = await openBrowser(api.app).call('POST', '/access-links/use', { token, password: testPassword })
    assert.equal(again.body.code, 'link_invalid', 'it opens once')
    assert.deepEqual(await eventsOf(body.id), ['staff.invited', 'staff.joined', 'staff.password_set'])
  })

  it('have links that nobody can make, and that grow old', async () => {
    const { body } = await invite('late@example.cn')
    const token = await linkOf(body.id)
    const forged = token.slice(0, 50) + (token[50] === 'A' ? 'B' : 'A') + token.slice(51)
    const other = token.slice(0, 44) + 'A'.repeat(43)
    for (const each of [forged, other, '', 'x'.repeat(87)]) {
      const { status } = await openBrowser(api.app).call('POST', '/access-links/lookup', { token: each })
      assert.ok(status === 422 || status === 400)
    }
    now = new Date(now.getTime() + linkLifeMs.invitation)
    assert.equal((await openBrowser(api.app).call('POST', '/access-links/lookup', { token })).status, 422)
    await api.call('POST', `/staff/${body.id}/invitation`)
    const fresh = await linkOf(body.id)
    assert.equal((await openBrowser(api.app).call('POST', '/access-links/lookup', { token: fresh })).status, 200)
  })

  it('are shown their link by whoever invites, where no mail server is set, and only there', async () => {
    const { body } = await invite('by-hand@example.cn')
    const mailed = await linkOf(body.id)
    const shown = await api.call('POST', `/staff/${body.id}/invitation-link`)
    assert.equal(shown.status, 201)
    const { token } = shown.body as { token: string }
    const use = (each: string) =>
      openBrowser(api.app).call('POST', '/access-links/use', { token: each, password: testPassword })
    assert.equal((await use(mailed)).body.code, 'link_invalid', 'the one before opens nothing')
    assert.equal((await use(token)).status, 200)
    const late = await api.call('POST', `/staff/${body.id}/invitation-link`)
    assert.equal((late.body as { code: string }).code, 'already_joined')
    const withMail = await test.open((app) => serveAccess(app, policy, true))
    const refused = await withMail.call('POST', `/staff/${body.id}/invitation-link`)
    assert.deepEqual([refused.status, (refused.body as { code: string }).code], [409, 'mail_is_sent'])
  })

  it('are in by one link only, however often it is used at once', async () => {
    const { body } = await invite('twice@example.cn')
    const token = await linkOf(body.id)
    const both = await Promise.all(
      [1, 2, 3].map(() => openBrowser(api.app).call('POST', '/access-links/use', { token, password: testPassword })),
    )
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 422, 422])
  })

  it('set a forgotten password anew, which ends every session; the asking tells nothing', async () => {
    const person = await browserOf('forgot@example.cn', ['finance'])
    const ask = async (login: string) => {
      const answer = await openBrowser(api.app).call('POST', '/password-resets', { merchant: 'test', login })
      await api.app.beside.ended()
      return answer
    }
    const [known, unknown] = [await ask('forgot@example.cn'), await ask('nobody@example.cn')]
    assert.deepEqual([known.status, known.body], [202, unknown.body])
    const token = await linkOf(person.staffId)
    const password = 'another good long one 42'
    assert.equal((await openBrowser(api.app).call('POST', '/access-links/use', { token, password })).status, 200)
    assert.equal((await person.call('GET', '/account')).status, 401)
    assert.equal((await openBrowser(api.app).signIn({ email: person.email, password })).status, 200)
    for (let count = 0; count < 5; count++) await ask('forgot@example.cn')
    const { rows } = await test.owner.query(
      `select count(*)::int as count from access_links where staff_id = $1 and kind = 'password_reset'`,
      [person.staffId],
    )
    assert.equal(rows[0].count, 3, 'a letter box is not filled by others')
  })

  it('are not let in by a link that went to an e-mail which is theirs no more', async () => {
    const use = (token: string) =>
      openBrowser(api.app).call('POST', '/access-links/use', { token, password: testPassword })
    const { body } = await invite('mistyped@example.cn')
    const mistyped = await linkOf(body.id)
    await api.call('PUT', `/staff/${body.id}`, { email: 'right@example.cn', ...rights })
    assert.equal((await use(mistyped)).body.code, 'link_invalid', 'whoever has the mistyped letter box')
    const right = await linkOf(body.id)
    assert.equal((await use(right)).status, 200, 'another invitation goes to the right one')

    const ask = async (login: string) => {
      await openBrowser(api.app).call('POST', '/password-resets', { merchant: 'test', login })
      await api.app.beside.ended()
    }
    const person = await browserOf('old-box@example.cn', ['finance'])
    await ask(person.email)
    const toOldBox = await linkOf(person.staffId)
    const moved = { name: '李华', email: 'new-box@example.cn', locale: 'en' }
    assert.equal((await person.call('PUT', '/account', moved)).status, 200)
    assert.equal((await use(toOldBox)).body.code, 'link_invalid')
    await ask(moved.email)
    const toNewBox = await linkOf(person.staffId)
    await person.call('PUT', '/account', { ...moved, name: '李小华' })
    assert.equal((await use(toNewBox)).status, 200, 'another name ends none')
  })

  it('may only be made and changed by who has all that they get', async () => {
    const manager = await browserOf('manager@example.cn', ['manager'])
    const form = { name: '王', locale: 'en' }
    const as = (roles: string[], more = {}) =>
      manager.call('POST', '/staff', { ...form, email: `${roles.join('-')}@example.cn`, roles, ...more })
    assert.equal((await as(['warehouse'])).status, 201)
    assert.deepEqual([(await as(['owner'])).status, (await as(['auditor'])).status], [403, 403])
    assert.equal((await as(['nonsense'])).body.code, 'role_unknown')
    const boss = await browserOf('boss@example.cn', ['owner'])
    for (const [method, path] of [
      ['POST', `/staff/${boss.staffId}/deactivation`],
      ['DELETE', `/staff/${boss.staffId}/second-factor`],
      ['DELETE', `/staff/${boss.staffId}/sessions`],
    ] as const) {
      assert.equal((await manager.call(method, path)).status, 403, path)
    }
    const self = { roles: ['owner'], locale: 'en' }
    assert.equal((await manager.call('PUT', `/staff/${manager.staffId}`, self)).status, 403)
  })

  it('hand on no more places and channels than they have', async () => {
    const place = '0198c000-0000-7000-8000-000000000001'
    await test.owner.query(
      `insert into locations (merchant_id, id, code, name, kind, status, fulfils, priority, country, time_zone, version, created_at)
       values ($1, $2, 'A', 'A', 'store', 'active', true, 0, 'CN', 'Asia/Shanghai', 1, now())`,
      [test.merchantId, place],
    )
    const here = await browserOf('here@example.cn', ['manager'], { locationIds: [place], channels: null })
    const form = { name: '王', roles: ['warehouse'], locale: 'en' }
    const wide = await here.call('POST', '/staff', { ...form, email: 'wide@example.cn' })
    assert.deepEqual([wide.status, wide.body.code, wide.body.field], [403, 'out_of_scope', 'locationIds'])
    const narrow = await here.call('POST', '/staff', { ...form, email: 'narrow@example.cn', locationIds: [place] })
    assert.equal(narrow.status, 201)
    const nowhere = { locationIds: ['0198c000-0000-7000-8000-000000000002'] }
    const gone = await invite('gone@example.cn', nowhere)
    assert.deepEqual([gone.status, gone.body.code, gone.body.field], [422, 'unknown_location', 'locationIds[0]'])
    assert.equal((await invite('gone@example.cn', { channels: ['none'] })).body.field, 'channels[0]')
  })

  it('have all of their sessions ended by who looks after them, and come in again', async () => {
    const person = await browserOf('lost-tablet@example.cn', ['store'])
    const other = await browserOf('not-lost@example.cn', ['store'])
    assert.equal((await api.call('DELETE', `/staff/${person.staffId}/sessions`)).status, 200)
    assert.equal((await person.call('GET', '/account')).status, 401)
    assert.equal((await other.call('GET', '/account')).status, 200)
    assert.equal((await openBrowser(api.app).signIn(person)).status, 200)
  })

  it('are out at once when they are kept out, and the last owner stays', async () => {
    const person = await browserOf('leaves@example.cn', ['finance'])
    assert.equal((await api.call('POST', `/staff/${person.staffId}/deactivation`)).status, 200)
    assert.equal((await person.call('GET', '/account')).status, 401)
    assert.equal((await openBrowser(api.app).signIn(person)).status, 401)
    assert.equal((await api.call('DELETE', `/staff/${person.staffId}/deactivation`)).status, 200)
    assert.equal((await openBrowser(api.app).signIn(person)).status, 200)
    const { rows } = await test.owner.query(`select id from staff where 'owner' = any(roles) and status = 'active'`)
    const out = await Promise.all(rows.map(({ id }) => api.call('POST', `/staff/${id}/deactivation`)))
    assert.deepEqual(out.map(({ status }) => status).sort(), [...Array(rows.length - 1).fill(200), 409])
  })

  it('are no owner to leave a merchant to who never joined', async () => {
    const otherId = await test.addMerchant('lonely')
    const command = <T>(work: Parameters<typeof runCommand<T>>[2]) =>
      runCommand(test.runtime, { merchantId: otherId, actor: 'system:test' }, work)
    const form = { name: '王', email: 'never@example.cn', roles: ['owner'], locale: 'en' as const }
    const everywhere = { locationIds: null, channels: null }
    const { staffId } = await makeSomebody(test.runtime, otherId, { email: 'alone@example.cn', roles: ['owner'] })
    const never = await command((it) => inviteStaff(it, policy, { ...form, ...everywhere }))
    await command((it) => disableStaff(it, policy, { staffId: never.id }))
    await command((it) => enableStaff(it, policy, { staffId: never.id }))
    await assert.rejects(
      command((it) => disableStaff(it, policy, { staffId })),
      { code: 'last_owner' },
    )
    const clerk = { staffId, roles: ['order_clerk'], locale: 'en' as const, ...everywhere }
    await assert.rejects(
      command((it) => changeStaff(it, policy, clerk)),
      { code: 'last_owner' },
    )
    await command((it) => disableStaff(it, policy, { staffId: never.id }))
  })

  it('change what they may do from their next request on', async () => {
    const person = await browserOf('changes@example.cn', ['finance'])
    assert.equal((await person.call('GET', '/staff')).status, 403)
    await api.call('PUT', `/staff/${person.staffId}`, { roles: ['manager'], locale: 'en' })
    assert.equal((await person.call('GET', '/staff')).status, 200)
    const stale = await api.call(
      'PUT',
      `/staff/${person.staffId}`,
      { roles: ['store'], locale: 'en' },
      { 'if-match': '"1"' },
    )
    assert.equal(stale.status, 412)
  })

  it("have the merchant's own roles too, which nobody fills with more than they have", async () => {
    const made = await api.call('POST', '/roles', { code: 'night_shift', name: '夜班', permissions: ['orders.read'] })
    assert.equal(made.status, 201)
    const role = made.body as { id: string }
    assert.equal(
      (await api.call('POST', '/roles', { code: 'owner', name: 'x', permissions: ['orders.read'] })).status,
      409,
    )
    const unknown = await api.call('POST', '/roles', { code: 'odd_one', name: 'x', permissions: ['no.such'] })
    assert.deepEqual([unknown.status, (unknown.body as { field: string }).field], [400, 'permissions[0]'])
    const person = await browserOf('night@example.cn', ['night_shift'])
    const permissionsOf = async () => (await person.call('GET', '/account')).body.permissions
    assert.deepEqual(await permissionsOf(), ['account.own', 'orders.read'])
    await api.call('PUT', `/roles/${role.id}`, {
      name: '夜班',
      permissions: ['orders.read', 'stock.read'],
    })
    assert.deepEqual(await permissionsOf(), ['account.own', 'orders.read', 'stock.read'])
    assert.equal((await api.call('DELETE', `/roles/${role.id}`)).status, 409, 'somebody has it')
    await api.call('PUT', `/staff/${person.staffId}`, { roles: ['read_only'], locale: 'en' })
    assert.equal((await api.call('DELETE', `/roles/${role.id}`)).status, 200)
  })

  it('begin with an owner, who is given a link until somebody has a way in', async () => {
    const otherId = await test.addMerchant('other')
    const command = <T>(work: Parameters<typeof runCommand<T>>[2]) =>
      runCommand(test.runtime, { merchantId: otherId, actor: 'system:test' }, work)
    const token = await command(offerOwnerLink)
    const browser = openBrowser(api.app)
    assert.equal((await browser.call('POST', '/access-links/use', { token: token ?? '' })).status, 200)
    const form = { name: '老板', email: 'boss@example.cn', locale: 'zh-CN' }
    assert.equal((await browser.call('PUT', '/account', form)).status, 200)
    assert.equal((await browser.call('PUT', '/account/password', { password: testPassword })).status, 200)
    assert.equal(await command(offerOwnerLink), undefined)
    const signIn = { merchant: 'other', login: 'boss@example.cn', password: testPassword }
    assert.equal((await openBrowser(api.app).call('POST', '/sessions', signIn)).status, 200)
    assert.ok((await command((it) => makeSignInLink(it, { email: 'boss@example.cn' }))).length === 87)
    const lost = await command((it) => makeSignInLink(it, { email: 'boss@example.cn', isFactorLost: true }))
    assert.equal((await openBrowser(api.app).call('POST', '/access-links/use', { token: lost })).status, 200)
    await assert.rejects(command((it) => makeSignInLink(it, { email: 'nobody@example.cn' })))
  })
})
