import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { test } from 'node:test'
import { servedContracts } from '../../src/shell/served-contracts.ts'

const web = new URL('../../web/', import.meta.url)

async function wordsOf(area: string, language: 'zh-cn' | 'en'): Promise<Record<string, string>> {
  const { words } = (await import(new URL(`${area}/words/${language}.ts`, web).href)) as {
    words: Record<string, string>
  }
  return words
}

const areas = (await readdir(web, { recursive: true }))
  .filter((path) => path.endsWith('/words') && !path.startsWith('doors/'))
  .map((path) => path.slice(0, -'/words'.length))

/** Chinese has one form for every number, English two. */
const base = (key: string) => key.replace(/_(?:one|other)$/, '')
const places = (text: string) => [...new Set(text.match(/\{\{[^}]+\}\}/g) ?? [])].sort()

for (const area of areas) {
  test(`the words of ${area} are complete in both languages, with the same places to fill`, async () => {
    const [zhCn, en] = [await wordsOf(area, 'zh-cn'), await wordsOf(area, 'en')]
    assert.deepEqual(new Set(Object.keys(en).map(base)), new Set(Object.keys(zhCn).map(base)))
    for (const [key, text] of Object.entries(zhCn)) {
      assert.notEqual(text.trim(), '', key)
      const english = en[key] ?? en[`${base(key)}_other`] ?? ''
      assert.deepEqual(places(english), places(text), key)
      assert.doesNotMatch(english, /\p{Script=Han}/u, key)
    }
  })
}

test('every problem that an operation can answer with has its words', async () => {
  const words = await wordsOf('problems', 'zh-cn')
  const codes = new Set(servedContracts().flatMap(({ problems }) => problems))
  assert.deepEqual([...codes].filter((code) => !(code in words)).sort(), [])
})
