import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createTestMerchant, openTestApi, type TestApi, type TestMerchant } from '../../../test/support/merchant.ts'
import { samplePicture } from '../../../test/support/pictures.ts'
import { sweepAllFiles } from '../../shell/sweep-files.ts'
import type { Product } from '../product.ts'
import { serveCatalog } from '../routes.ts'
import { findFacesOfVariants } from './picture-store.ts'

describe('pictures of products', () => {
  let test: TestMerchant
  let api: TestApi
  let product: Product

  before(async () => {
    test = await createTestMerchant()
    api = await test.open(serveCatalog)
    product = (await api.call('POST', '/products', { name: '茶', variants: [{ sku: 'P-1' }] })).body as Product
  })
  after(() => test.close())

  const add = (bytes: Buffer, headers = {}) =>
    api.call('POST', `/products/${product.id}/pictures`, { data: bytes.toString('base64') }, headers)
  const raw = (hash: string, key = api.key) =>
    api.app.fastify.inject({ url: `/api/v1/pictures/${hash}`, headers: { authorization: `Bearer ${key}` } })
  const codeOf = ({ body }: { body: unknown }) => (body as { code: string }).code

  it('are added, shown, put in order and taken away; the first is the face', async () => {
    const first = (await add(samplePicture(1))).body as Product
    const { status, body } = await add(samplePicture(2), { 'if-match': `"${first.version}"` })
    assert.equal(status, 201)
    const [a, b] = (body as Product).pictures
    assert.ok(a && b)
    const { id: _, hash, ...form } = a
    assert.deepEqual(form, {
      position: 1,
      mediaType: 'image/png',
      width: 3,
      height: 2,
      sizeBytes: samplePicture(1).length,
    })
    const variantId = product.variants[0]?.id as string
    const face = () => test.query(({ tx }) => findFacesOfVariants(tx, [variantId]))
    assert.equal((await face()).get(variantId), hash)
    const order = { pictureIds: [b.id, a.id] }
    const arranged = await api.call('PUT', `/products/${product.id}/pictures`, order)
    assert.deepEqual(
      (arranged.body as Product).pictures.map(({ id }) => id),
      order.pictureIds,
    )
    assert.equal((await face()).get(variantId), b.hash)
    const wrong = await api.call('PUT', `/products/${product.id}/pictures`, { pictureIds: [b.id, b.id] })
    assert.equal(codeOf(wrong), 'pictures_not_these')
    const removed = await api.call('DELETE', `/products/${product.id}/pictures/${b.id}`)
    assert.deepEqual(
      (removed.body as Product).pictures.map(({ id }) => id),
      [a.id],
    )
    const { rows } = await test.owner.query(
      `select data from events where object_id = $1 order by version desc limit 1`,
      [product.id],
    )
    assert.deepEqual(rows[0].data.changes, { pictures: [[b.hash, a.hash], [a.hash]] })
  })

  it('are files that only the merchant’s own people get, which nothing takes for a page', async () => {
    const [picture] = ((await api.call('GET', `/products/${product.id}`)).body as Product).pictures
    const answer = await raw(picture?.hash as string)
    assert.equal(answer.statusCode, 200)
    assert.deepEqual(answer.rawPayload, samplePicture(1))
    const { headers } = answer
    assert.equal(headers['content-type'], 'image/png')
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['cache-control'], 'private, max-age=31536000, immutable')
    assert.match(String(headers['content-security-policy']), /default-src 'none'; sandbox/)
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin')
    const others = await openTestApi(test.runtime, await test.addMerchant('other'), [serveCatalog])
    assert.equal((await raw(picture?.hash as string, others.key)).statusCode, 404)
    assert.equal((await api.app.fastify.inject(`/api/v1/pictures/${picture?.hash}`)).statusCode, 401)
    assert.equal((await raw('0'.repeat(64))).statusCode, 404)
    assert.equal((await raw('..%2F..%2Fsecret')).statusCode, 400)
  })

  it('are refused when they are none, too large, there already, or too many', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    assert.equal(codeOf(await add(svg)), 'picture_not_readable')
    const wide = samplePicture()
    wide.writeUInt32BE(6001, 16)
    assert.equal(codeOf(await add(wide)), 'picture_has_too_many_pixels')
    const heavy = Buffer.concat([samplePicture(), Buffer.alloc(5 * 1024 * 1024)])
    assert.equal((await add(heavy)).status, 400)
    assert.equal(codeOf(await add(samplePicture(1))), 'picture_there_already')
    for (let number = 10; number < 21; number++) assert.equal((await add(samplePicture(number))).status, 201)
    assert.equal(codeOf(await add(samplePicture(99))), 'too_many_pictures')
  })

  it('are swept away a day after nothing names them', async () => {
    const { pictures } = (await api.call('GET', `/products/${product.id}`)).body as Product
    const gone = pictures.at(-1)?.hash as string
    await api.call('DELETE', `/products/${product.id}/pictures/${pictures.at(-1)?.id}`)
    assert.equal(await sweepAllFiles(test.runtime), 0)
    const later = new Date(test.runtime.clock().getTime() + 25 * 3_600_000)
    const swept = await sweepAllFiles({ ...test.runtime, clock: () => later })
    // What was refused after it was kept is among them.
    assert.ok(swept >= 1)
    assert.equal(await test.runtime.files.read(test.merchantId, gone), undefined)
    assert.ok(await test.runtime.files.read(test.merchantId, pictures[0]?.hash as string))
  })
})
