import assert from 'node:assert/strict'
import { createSecretKey, randomBytes } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, type TestMerchant } from '../../test/support/merchant.ts'
import { nameTokens, phoneTokens, queryTokens } from './crypto/search-tokens.ts'
import { newId } from './ids.ts'
import { findByTokens, type IndexedObject, indexObjects } from './search-index.ts'

describe('the search index', () => {
  let test: TestMerchant
  const key = createSecretKey(randomBytes(32))
  const at = new Date('2026-03-01T00:00:00Z')

  before(async () => {
    test = await createTestMerchant()
  })
  after(() => test.close())

  const index = (...objects: IndexedObject[]) => test.command((context) => indexObjects(context, 'thing', objects))
  const find = (text: string, limit = 100, type = 'thing') =>
    test.query(({ tx }) => findByTokens(tx, type, queryTokens(key, text), limit))
  const named = (name: string) => ({ objectId: newId(at), tokens: nameTokens(key, name) })

  it('finds objects that have all tokens of what was typed, newest first', async () => {
    const [ming, hong, anna] = [named('王小明'), named('王小红'), named('Anna Smith')]
    await index(ming, hong, anna)
    assert.deepEqual(await find('王小'), [hong.objectId, ming.objectId])
    assert.deepEqual(await find('王小', 1), [hong.objectId])
    assert.deepEqual(await find('小明'), [ming.objectId])
    assert.deepEqual(await find('smith anna'), [anna.objectId])
    assert.deepEqual(await find('smith bob'), [])
    assert.deepEqual(await find('…'), [])
    assert.deepEqual(await find('王小', 100, 'other thing'), [])
  })

  it('finds by any alternative, each object once', async () => {
    const both = {
      objectId: newId(at),
      tokens: [...phoneTokens(key, '13800138000').slice(0, 1), ...phoneTokens(key, '8000')],
    }
    const last4 = { objectId: newId(at), tokens: phoneTokens(key, '13900008000') }
    await index(both, last4)
    assert.deepEqual(await find('8000'), [last4.objectId, both.objectId])
    assert.deepEqual(await find('13800138000'), [both.objectId])
  })

  it('makes the tokens those given, and writes only what differs', async () => {
    const thing = named('赵钱孙')
    await index(thing)
    const rows = () =>
      test.owner.query('select token, xmin::text from search_tokens where object_id = $1 order by token', [
        thing.objectId,
      ])
    const before = (await rows()).rows
    await index(thing)
    assert.deepEqual((await rows()).rows, before)
    await index({ ...thing, tokens: nameTokens(key, '赵钱李') })
    assert.deepEqual(await find('赵钱孙'), [])
    assert.deepEqual(await find('赵钱李'), [thing.objectId])
    const written = (await rows()).rows.map(({ token, xmin }) => `${token.toString('hex')} ${xmin}`)
    const kept = before.filter(({ token, xmin }) => written.includes(`${token.toString('hex')} ${xmin}`))
    assert.equal(kept.length, 3, '赵, 钱 and 赵钱 were not written again')
  })

  it('takes an object without tokens out, and leaves the others', async () => {
    const [gone, stays] = [named('周吴'), named('周吴')]
    await index(gone, stays)
    await index({ objectId: gone.objectId, tokens: [] })
    assert.deepEqual(await find('周吴'), [stays.objectId])
    await index()
  })
})
