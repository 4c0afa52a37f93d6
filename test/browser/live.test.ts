import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { publish } from '../../src/platform/events.ts'
import { judgePage, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

for (const [language, lost, back, archived] of [
  ['zh-CN', '与服务器的连接已断开', '已重新连接', /^已归档/],
  ['en', 'The server is not reached', 'Connected again', /^Archived/],
] as const) {
  test(`who loses the server is told, and when it is there again, ${language}`, async () => {
    const { page, close } = await office.enter({
      roles: ['order_clerk'],
      language,
      where: '/products',
      serviceWorkers: 'allow',
    })
    const rows = page.getByRole('grid').getByRole('row')
    await page.getByRole('grid').getByText('A', { exact: true }).first().waitFor()
    await page.context().setOffline(true)
    await page.getByText(lost).waitFor()
    // What was not read is on its way, and neither empty nor what another filter found.
    await page.getByRole('button', { name: archived }).click()
    await page.locator('[role=grid][aria-busy=true]').waitFor()
    assert.equal(await rows.locator('a').count(), 0)
    await judgePage(page, `connection lost, ${language}`)
    await page.context().setOffline(false)
    await page.getByText(back).waitFor()
    await page.getByText(back).waitFor({ state: 'detached' })
    assert.equal(await page.getByText(lost).count(), 0)
    await page.locator('[role=grid][aria-busy=false]').waitFor()
    await close()
  })
}

test('who may no longer do something is not offered it, without opening the page anew', async () => {
  const { page, somebody, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/products' })
  const orders = page.locator('a[href="/orders"]').first()
  await orders.waitFor()
  await office.shop.owner.query(`update staff set roles = '{buyer}' where id = $1`, [somebody.staffId])
  await office.shop.command(({ tx, now, actor }) => {
    const told = { objectType: 'staff', objectId: somebody.staffId, version: 2, type: 'staff.changed', actor, at: now }
    return publish(tx, [{ ...told, data: {} }])
  })
  await orders.waitFor({ state: 'detached' })
  assert.equal(await page.locator('a[href="/customers"]').count(), 0)
  assert.deepEqual(
    faults().filter((fault) => !fault.includes('403')),
    [],
  )
  await close()
})
