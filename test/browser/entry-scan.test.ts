import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import bwip from 'bwip-js/node'
import { cells, focused, goodsBox, openTeaShop, scan, teaBarcode } from './entry-form.ts'
import { judgePage, type Office } from './office.ts'

const film = join(tmpdir(), `yidan-camera-${process.pid}.y4m`)
let office: Office
before(async () => {
  await writeFile(film, filmOf(teaBarcode))
  office = await openTeaShop(
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  )
})
after(async () => {
  await office.close()
  await rm(film, { force: true })
})

/** A film of one barcode that nobody moves: YUV4MPEG2, bars of three points, with the quiet zones that a reader needs. */
function filmOf(ean: string): Buffer {
  const [width, height, bar] = [640, 480, 4]
  const [symbol] = bwip.raw({ bcid: 'ean13', text: ean }) as unknown as [{ sbs: number[] }]
  // Widths of bars and gaps in turn, beginning with a bar.
  const dark = symbol.sbs.flatMap((size, index) => Array<boolean>(size).fill(index % 2 === 0))
  const luma = Buffer.alloc(width * height, 235)
  const left = Math.floor((width - dark.length * bar) / 2)
  for (let y = 120; y < 360; y += 1) {
    for (const [index, isDark] of dark.entries()) {
      if (isDark) luma.fill(16, y * width + left + index * bar, y * width + left + (index + 1) * bar)
    }
  }
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), frame, frame])
}

for (const [language, role, added, none] of [
  ['zh-CN', 'order_clerk', /正山小种红茶 已加，共 2 件/, '没有找到「4000000000006」'],
  ['en', 'owner', /正山小种红茶 added, 2 now/, 'Nothing was found for “4000000000006”'],
] as const) {
  test(`a wedge scanner adds one each time and stays in the box, a code that is none is told, ${language}`, async () => {
    const { page, faults, close } = await office.enter({ roles: [role], language, where: '/orders/new' })
    await goodsBox(page).focus()
    await scan(page, teaBarcode)
    await cells(page, 'quantity').waitFor()
    await focused(goodsBox(page))
    await scan(page, teaBarcode)
    await page.getByText(added).waitFor()
    assert.equal(await cells(page, 'quantity').inputValue(), '2')
    // So does one that comes while a quantity has the focus.
    await cells(page, 'quantity').focus()
    await scan(page, teaBarcode)
    await focused(goodsBox(page))
    await page.getByText(new RegExp(added.source.replace('2', '3'))).waitFor()
    assert.equal(await cells(page, 'quantity').inputValue(), '3')
    await cells(page, 'quantity').fill('2')
    await goodsBox(page).focus()
    await scan(page, '4000000000006')
    await page.getByText(none).waitFor()
    await scan(page, '6901234567885')
    await cells(page, 'quantity').nth(1).waitFor()
    assert.equal(await goodsBox(page).inputValue(), '')
    await page.locator('[data-total="3000"]').waitFor()
    assert.deepEqual(faults(), [])
    await close()
  })

  test(`the camera reads a barcode, counts it once while it is in sight, and asks nobody else, ${language}`, async () => {
    const { page, faults, close } = await office.enter({ roles: [role], language, where: '/orders/new' })
    const foreign: string[] = []
    page.on('request', (request) => {
      if (!request.url().startsWith(office.address)) foreign.push(request.url())
    })
    await goodsBox(page).focus()
    await page.keyboard.press('Alt+c')
    await page.locator('[data-state=looking]').waitFor()
    await cells(page, 'quantity').waitFor()
    const frames = 'document.querySelector("video").getVideoPlaybackQuality().totalVideoFrames'
    const seen = Number(await page.evaluate(frames))
    // It is seen in many more pictures.
    while (Number(await page.evaluate(frames)) < seen + 15) await page.evaluate('new Promise(requestAnimationFrame)')
    assert.equal(await cells(page, 'quantity').inputValue(), '1')
    await judgePage(page, `entry camera, ${language}`)
    await page.keyboard.press('Alt+c')
    await page.locator('video').waitFor({ state: 'detached' })
    assert.deepEqual([faults(), foreign.filter((url) => !url.startsWith('blob:'))], [[], []])
    await close()
  })
}
