import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  cells,
  countKeys,
  field,
  focused,
  goodsBox,
  openTeaShop,
  paste,
  placedNumber,
  receiverBox,
} from './entry-form.ts'
import { judgePage, looks, type Office } from './office.ts'

let office: Office
before(async () => {
  office = await openTeaShop()
})
after(() => office.close())

/** The order as the server has it. */
async function placed(number: number) {
  const { rows } = await office.shop.owner.query<{ channel: string; total: number; status: string; lines: string }>(
    `select o.channel, o.total::int as total, o.status,
       (select string_agg(l.sku || ' ' || l.quantity, ', ' order by l.line_number) from order_lines l
        where l.merchant_id = o.merchant_id and l.order_id = o.id) as lines
     from orders o where o.merchant_id = $1 and o.number = $2`,
    [office.shop.merchantId, number],
  )
  return rows[0]
}

test('who comes from the list of orders finds the form, with the channels that the list knew', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], where: '/orders' })
  await page.getByRole('navigation').getByRole('link', { name: '录单' }).click()
  await focused(receiverBox(page))
  assert.deepEqual(faults(), [])
  await close()
})

for (const [language, role] of [
  ['zh-CN', 'order_clerk'],
  ['en', 'owner'],
] as const) {
  test(`from nothing to a placed order by keyboard alone, ${language}, ${role}`, async () => {
    const { page, faults, close } = await office.enter({ roles: [role], language, where: '/orders/new' })
    const keys = countKeys(page)
    await focused(receiverBox(page))
    await keys.type('李小龙')
    await page.getByRole('option', { name: /新收货人|New receiver/ }).waitFor()
    await keys.press('Enter')
    await focused(field(page, 'contact.phone'))
    for (const text of ['13912345678', '浙江省', '杭州市', '', '文三路1号']) {
      if (text !== '') await keys.type(text)
      await keys.press('Enter')
    }
    await focused(page.getByRole('checkbox'))
    await keys.press('Enter')
    await focused(goodsBox(page))
    await keys.type('hongcha')
    await page.getByRole('option', { name: /正山小种/ }).waitFor()
    await keys.press('Enter')
    await focused(cells(page, 'quantity'))
    await keys.type('3')
    await keys.press('Enter')
    await focused(goodsBox(page))
    await page.locator('[data-total="3000"]').waitFor()
    await keys.press('Control+Enter')
    const order = await placed(await placedNumber(page))
    assert.deepEqual(order, { channel: 'phone', total: 3000, status: 'confirmed', lines: 'TEA-500 3' })
    await focused(receiverBox(page))
    assert.ok(keys.pressed() < 50, `${keys.pressed()} keys`)
    assert.deepEqual(faults(), [])
    await close()
  })
}

test('a pasted address is taken apart, what is doubtful is marked until somebody changes it', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/orders/new' })
  await receiverBox(page).waitFor()
  await paste(page, receiverBox(page), '收货人：王小明\n电话：13800138000\n地址：鼓楼区中山北路1号')
  await focused(goodsBox(page))
  assert.deepEqual(await Promise.all(['name', 'phone'].map((part) => field(page, `contact.${part}`).inputValue())), [
    '王小明',
    '13800138000',
  ])
  // There is a 鼓楼区 in four cities: which of them is not guessed.
  await page.getByText('也可能是：').waitFor()
  await page.getByRole('button', { name: /福建省 福州市 鼓楼区/ }).click()
  assert.equal(await field(page, 'contact.city').inputValue(), '福州市')
  await paste(page, field(page, 'contact.street'), '浙江省杭州市西湖区文三路1号张三丰13900139000')
  await page.locator('[data-field="contact.name"]').getByText('是猜的，请核对').waitFor()
  assert.equal(await field(page, 'contact.name').inputValue(), '张三丰')
  await field(page, 'contact.name').fill('张三')
  await page.getByText('是猜的，请核对').waitFor({ state: 'detached' })
  assert.deepEqual(faults(), [])
  await close()
})

test('what is wrong is told beside its field, the first has the focus, and nothing is placed', async () => {
  const { page, faults, close } = await office.enter({ roles: ['owner'], language: 'en', where: '/orders/new' })
  await receiverBox(page).waitFor()
  await page.keyboard.press('Control+Enter')
  await page.getByText('Say who receives it').waitFor()
  await page.getByText('Add at least one article').waitFor()
  await focused(receiverBox(page))
  await paste(page, goodsBox(page), 'SKU\tQty\tPrice\nTEA-500\t2\t9.5\nNOTHING\t1\nCUP-1\t99\nA\ttwo')
  await page.getByText('There is no such product.').waitFor()
  await page.getByText('A whole number above zero').waitFor()
  await page.getByText('94 short').waitFor()
  // A column of numbers fills the cells from where it is pasted.
  await paste(page, cells(page, 'quantity').nth(2), '5\n6')
  assert.deepEqual(await cells(page, 'quantity').evaluateAll((all) => all.map((each) => each.getAttribute('value'))), [
    '2',
    '1',
    '5',
    '6',
  ])
  await page.keyboard.press('ArrowUp')
  await focused(cells(page, 'quantity').nth(1))
  await page.keyboard.press('Control+Delete')
  await page.locator('[data-total="12900"]').waitFor()
  await receiverBox(page).focus()
  await page.keyboard.type('Jane', { delay: 60 })
  await page.getByRole('option', { name: /New receiver/ }).waitFor()
  await page.keyboard.press('Enter')
  await focused(field(page, 'contact.phone'))
  await page.keyboard.type('1')
  await page.keyboard.press('Control+Enter')
  // Only the server knows what a phone is.
  await page.locator('[data-field="contact.phone"] [aria-invalid=true]').waitFor()
  await focused(field(page, 'contact.phone'))
  assert.deepEqual(faults(), ['400 /api/v1/orders'])
  await close()
})

test('Enter while a word is composed picks nothing', async () => {
  const { page, faults, close } = await office.enter({ roles: ['order_clerk'], where: '/orders/new' })
  await focused(receiverBox(page))
  await page.keyboard.type('zhang', { delay: 60 })
  await page.getByRole('option', { name: /新收货人/ }).waitFor()
  await receiverBox(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
  await page.getByRole('option', { name: /新收货人/ }).waitFor()
  await focused(receiverBox(page))
  await page.keyboard.press('Enter')
  await focused(field(page, 'contact.phone'))
  assert.deepEqual(faults(), [])
  await close()
})

const block = '王小明 13800138000 浙江省杭州市西湖区文三路 90 号东部软件园 2 号楼'

for (const [look, width, colorScheme, language] of looks) {
  test(`an order that is being written can be read, ${look}`, async () => {
    const { page, faults, close } = await office.enter({
      ...{ roles: ['owner'], language, colorScheme, viewport: { width, height: 844 }, where: '/orders/new' },
    })
    await receiverBox(page).waitFor()
    await judgePage(page, `entry empty, ${look}`)
    await paste(page, receiverBox(page), block)
    await focused(goodsBox(page))
    await paste(page, goodsBox(page), 'SKU\t数量\nTEA-500\t90\nCUP-1\t9\nNONE\t1\nA\t两件')
    await page.locator('[data-total]').waitFor()
    await page.locator('[data-saving=saved]').waitFor()
    await judgePage(page, `entry, ${look}`)
    await page.goto(`${office.address}/orders/drafts`)
    await page.locator('#page table a, #page li a').first().waitFor()
    await judgePage(page, `drafts, ${look}`)
    assert.deepEqual(faults(), [])
    await close()
  })
}
