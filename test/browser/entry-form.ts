import type { Locator, Page } from 'playwright-core'
import { type Office, openOffice } from './office.ts'

/** The EAN-13 on the tea. */
export const teaBarcode = '6901234567892'

/** A shop with tea in both places and a few cups in one. */
export async function openTeaShop(...switches: string[]): Promise<Office> {
  const office = await openOffice(...switches)
  const { shop } = office
  await shop.addVariants({ sku: 'TEA-500', name: '正山小种红茶', barcode: teaBarcode })
  await shop.addVariants({ sku: 'CUP-1', name: '白瓷茶杯', barcode: '6901234567885' })
  await shop.receive(shop.shanghai, 'TEA-500', 80)
  await shop.receive(shop.beijing, 'TEA-500', 20)
  await shop.receive(shop.beijing, 'CUP-1', 5)
  return office
}

/** The boxes of the form, in either language. */
export const goodsBox = (page: Page) => page.getByRole('combobox', { name: /扫码|Scan,/ })
export const receiverBox = (page: Page) => page.getByRole('combobox', { name: /粘贴整段|pasted address/ })

/** A field of the form by its place. */
export const field = (page: Page, place: string) => page.locator(`[data-field="${place}"] input`)

/** The cells of a column, from the first line on. */
export const cells = (page: Page, column: 'sku' | 'quantity' | 'unitPrice') =>
  page.locator(`[data-cell$=".${column}"] input`)

/** Waits until a control has the focus. */
export const focused = (control: Locator) => control.and(control.page().locator(':focus')).waitFor()

/** The keys that were pressed on a page, counted, at the pace of a hand. */
export function countKeys(page: Page) {
  let pressed = 0
  return {
    type: async (text: string) => {
      pressed += text.length
      await page.keyboard.type(text, { delay: 60 })
    },
    press: async (key: string) => {
      pressed += 1
      await page.keyboard.press(key)
    },
    pressed: () => pressed,
  }
}

/** Pastes as the keyboard does, what another program copied. */
export async function paste(page: Page, control: Locator, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`)
  await control.focus()
  await page.keyboard.press('Control+V')
}

/** Types as a wedge scanner does: all keys one upon the other, then Enter. */
export async function scan(page: Page, code: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
  const keys = [...[...code].map((key) => ({ key, text: key })), enter]
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key }),
    ]),
  )
  await session.detach()
}

/** Waits until the number of the order that was placed is told, and gives it. */
export async function placedNumber(page: Page): Promise<number> {
  const told = page.getByText(/^(?:订单 \d+ 已创建|Order \d+ was placed)/)
  await told.waitFor()
  return Number(/\d+/.exec((await told.textContent()) ?? '')?.[0])
}
