import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import iconv from 'iconv-lite'
import type { Page } from 'playwright-core'
import { buildOffice } from '../../src/shell/build-office.ts'
import { judgePage, type Office, openOffice } from './office.ts'

let office: Office
before(async () => {
  await buildOffice()
  office = await openOffice()
})
after(() => office.close())

/** Its icon has a name too, which stands before. */
const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`(?:^|\\s)${name}$`) })
const sheet = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer })
/** A sum of the results: the number above its name. */
const sum = async (page: Page, name: string) => {
  const group = page.locator('dl > div', { has: page.getByText(name, { exact: true }) })
  await group.waitFor()
  return group.locator('dd').textContent()
}

const products = iconv.encode(
  [
    '品名,货号,条形码,颜色规格,零售价,备注',
    '毛峰,MF-100,,重量:100克,58,',
    '毛峰,MF-200,,重量:200克,98.5,',
    '坏条码,BAD-1,6901234567890,,10,',
    '没有货号,,,,10,',
  ].join('\r\n'),
  'gbk',
)

test('products come from a GBK file: what is wrong is told by row, what is good goes in, and a second time nothing', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/products/import' })
  const choose = () => page.locator('input[type=file]').setInputFiles(sheet('商品.csv', products))
  await choose()
  await page.getByRole('heading', { name: '商品.csv：4 行' }).waitFor()
  await page.getByText('忽略').waitFor()
  await button(page, '检查（不保存）').click()
  await button(page, '导入 2 行').waitFor()
  assert.equal(await sum(page, '将新建'), '2')
  assert.equal(await sum(page, '有错误'), '2')
  await page.getByRole('row', { name: /^4 坏条码 .*校验码/ }).waitFor()
  await page.getByRole('row', { name: /^5 没有货号 .*必填/ }).waitFor()
  const taken = page.waitForEvent('download')
  await button(page, '下载错误行').click()
  const text = await readFile(await (await taken).path(), 'utf8')
  assert.deepEqual(
    text
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(',')[0]?.replace('\uFEFF', '')),
    ['品名', '坏条码', '没有货号'],
  )
  await button(page, '导入 2 行').click()
  await page.getByRole('link', { name: '返回列表' }).waitFor()
  assert.equal(await sum(page, '已新建'), '2')
  await button(page, '换一个文件').click()
  await choose()
  await button(page, '检查（不保存）').click()
  assert.equal(await sum(page, '已存在，不动'), '2')
  assert.equal(await button(page, '导入 0 行').isDisabled(), true)
  await page.goto(`${office.address}/products`)
  await page.getByRole('row', { name: /毛峰 .*¥58.00–¥98.50/ }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('customers come from a workbook; columns that are not understood are chosen', async () => {
  const rows = [
    ['客户', 'Handy', '等级'],
    ['王小明', '13800138000', 'VIP'],
    ['李雷', '13800138001', '钻石'],
    ['韩梅梅', '13800138002', '普通'],
  ]
  const book = Buffer.from((await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] })) as Uint8Array)
  const { page, faults, close } = await office.enter({
    ...{ roles: ['customer_service'], language: 'en', where: '/customers/import' },
  })
  await page.locator('input[type=file]').setInputFiles(sheet('people.xlsx', book))
  await page.getByLabel('Imported as Handy').click()
  await page.locator('.ant-select-item-option', { hasText: /^Phone/ }).click()
  await button(page, 'Check without saving').click()
  await button(page, 'Import 2 rows').click()
  await page.getByRole('link', { name: 'Back to the list' }).waitFor()
  assert.equal(await sum(page, 'Created'), '2')
  assert.equal(await sum(page, 'Not imported'), '1')
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await page.getByRole('row', { name: /138\*\*\*\*8002/ }).waitFor()
  assert.deepEqual(faults(), [])
  await close()
})

test('an import goes on when its page is left, and one that was cut off goes on with the same file: nobody is made twice', async () => {
  const names = ['甲一', '乙二', '丙三']
  const file = sheet('people.csv', Buffer.from(`姓名\n${names.join('\n')}\n`))
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/customers/import' })
  let sent = 0
  let isAway = true
  const onSent: (() => Promise<unknown>)[] = []
  await page.route(/\/api\/v1\/customers$/, async (route) => {
    sent += 1
    if (sent === 1 || !isAway) return route.continue()
    // The second is done, and its answer is lost on the way; then the network is away.
    if (sent === 2) await route.fetch()
    await route.abort()
    await onSent[0]?.()
  })
  const lost = new Promise<void>((resolve) => onSent.push(async () => resolve()))
  await page.locator('input[type=file]').setInputFiles(file)
  await button(page, '检查（不保存）').click()
  await button(page, '导入 3 行').click()
  await lost
  await page.getByRole('link', { name: '商品', exact: true }).click()
  const strip = page.getByRole('region', { name: '导入进度' })
  await strip.getByText('等待网络：people.csv').waitFor()
  await judgePage(page, 'import strip')
  await page.setViewportSize({ width: 390, height: 844 })
  await judgePage(page, 'import strip phone')
  await page.setViewportSize({ width: 1280, height: 800 })
  await page.locator('[data-tour=person]').click()
  await page.getByRole('menuitem', { name: '退出登录' }).click()
  await page.getByRole('dialog', { name: '导入还在进行，要退出吗？' }).waitFor()
  await button(page, '继续导入').click()
  const asked = page.waitForEvent('dialog').then((dialog) => dialog.accept())
  await page.goto(`${office.address}/customers/import`)
  await asked
  isAway = false
  await page.locator('input[type=file]').setInputFiles(file)
  await button(page, '检查（不保存）').click()
  await page.getByText('1 行已经完成').waitFor()
  await button(page, '导入 2 行').click()
  await page.getByRole('link', { name: '返回列表' }).click()
  for (const name of names) {
    await page
      .getByRole('link', { name: `${name[0]}*`, exact: true })
      .first()
      .waitFor()
    assert.equal(await page.getByRole('link', { name: `${name[0]}*`, exact: true }).count(), 1, name)
  }
  assert.deepEqual(
    faults().filter((fault) => !/ERR_FAILED|api\/v1\/customers$/.test(fault)),
    [],
  )
  await close()
})

test('places and prices come from tables: what is there stays, what differs is set', async () => {
  const places = iconv.encode(
    '编码,名称,类型,是否发货\nHZ,杭州仓,仓库,是\nSH,上海仓,仓库,是\nQD,青岛店,专卖,是\n',
    'gbk',
  )
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/locations/import' })
  await page.locator('input[type=file]').setInputFiles(sheet('地点.csv', places))
  await button(page, '检查（不保存）').click()
  assert.equal(await sum(page, '已存在，不动'), '1')
  await page.getByRole('row', { name: /^4 QD .*类型只能是/ }).waitFor()
  await button(page, '导入 1 行').click()
  await page.getByRole('link', { name: '返回列表' }).click()
  await page.getByRole('row', { name: /杭州仓/ }).waitFor()
  await page.goto(`${office.address}/products/prices/import`)
  const rows = [
    ['货号', '价格'],
    ['A', 31.5],
    ['A', 32],
    ['NONE', 5],
  ]
  const book = Buffer.from((await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] })) as Uint8Array)
  await page.locator('input[type=file]').setInputFiles(sheet('价格.xlsx', book))
  await button(page, '检查（不保存）').click()
  await page.getByRole('row', { name: /^3 A .*前面已有/ }).waitFor()
  await page.getByRole('row', { name: /^4 NONE/ }).waitFor()
  await button(page, '导入 1 行').click()
  await page.getByRole('link', { name: '返回列表' }).click()
  await page.getByRole('row', { name: /A .*¥31.50/ }).waitFor()
  assert.deepEqual(
    faults().filter((fault) => !/^(?:40[49]) \/api\/v1\/(?:locations|prices\/batch)$/.test(fault)),
    [],
  )
  await close()
})

test('counts of stock become what there is; a file that cannot be read says so', async () => {
  const counts = 'warehouse,SKU,quantity\nSH,A,120\nSH,B,100\nBJ,C,7\nXX,A,1\nSH,NONE,3\n'
  const { page, faults, close } = await office.enter({
    ...{ roles: ['manager'], language: 'en', where: '/locations/stock-import' },
  })
  await page.locator('input[type=file]').setInputFiles(sheet('empty.csv', Buffer.from('a,b\n')))
  await page.getByText('There are no rows in this file.').waitFor()
  await page.locator('input[type=file]').setInputFiles(sheet('counts.csv', Buffer.from(counts)))
  await button(page, 'Check without saving').click()
  await button(page, 'Import 2 rows').waitFor()
  assert.equal(await sum(page, 'Already there'), '1')
  assert.equal(await sum(page, 'With errors'), '2')
  await button(page, 'Import 2 rows').click()
  await page.getByRole('link', { name: 'Back to the list' }).click()
  await page.getByRole('link', { name: '北京仓' }).click()
  await page.getByRole('row', { name: /^C .* 7 / }).waitFor()

  // What takes away waits for somebody; the same file once more asks for nothing.
  for (const word of ['Will need approval', 'Already awaiting approval']) {
    await page.goto(`${office.address}/locations/stock-import`)
    const fewer = Buffer.from('warehouse,SKU,quantity\nSH,A,110\nSH,B,90\n')
    await page.locator('input[type=file]').setInputFiles(sheet('fewer.csv', fewer))
    await button(page, 'Check without saving').click()
    await page.getByText(word, { exact: true }).waitFor()
    assert.equal(await sum(page, word), '2')
    if (word !== 'Will need approval') continue
    await button(page, 'Import 2 rows').click()
    await page.getByRole('link', { name: 'Back to the list' }).waitFor()
  }
  const { rows } = await office.shop.owner.query(`select count(*)::int4 as asked from approvals`)
  assert.deepEqual(rows, [{ asked: 1 }])
  // What is unknown to the server is refused, row by row; that is what the trial is for.
  assert.deepEqual(
    faults().filter((fault) => !/^(?:4\d\d) \/api\/v1\/stock\/adjustments$/.test(fault)),
    [],
  )
  await close()
})

test('a template has the columns that an import understands', async () => {
  const { page, faults, close } = await office.enter({ roles: ['buyer'], where: '/products/import' })
  const taken = page.waitForEvent('download')
  await button(page, 'CSV 模板').click()
  const path = await (await taken).path()
  await page.locator('input[type=file]').setInputFiles(sheet('template.csv', await readFile(path)))
  await page.getByRole('heading', { name: 'template.csv：1 行' }).waitFor()
  assert.equal(await page.getByText('忽略').count(), 0)
  await button(page, '检查（不保存）').click()
  await button(page, '导入 1 行').waitFor()
  assert.deepEqual(faults(), [])
  await close()
})
