import assert from 'node:assert/strict'
import { glob, readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { articleOf, blocksOf, outsidePages, parseArticle, spansOf } from '../../web/help/article.ts'
import { paths } from '../../web/paths.ts'
import { canGoTo, pageWord } from '../../web/search/pages.ts'
import { words as searchWords } from '../../web/search/words/zh-cn.ts'
import { sections } from '../../web/settings/sections.ts'

const root = new URL('../../', import.meta.url)
const languages = ['zh-cn', 'en'] as const
const leastLetters = 25

async function textsOfAreas(): Promise<string[]> {
  const files = await Array.fromAsync(glob('web/**/*area*.ts', { cwd: root }))
  return Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')))
}

/** Where the menu leads. */
async function routesOfMenu(): Promise<string[]> {
  const names = (await textsOfAreas()).flatMap((text) =>
    [...text.matchAll(/^ {2}path: paths\.(\w+)\(\)/gm)].map(([, name]) => name as 'home'),
  )
  return names.map((name) => paths[name]())
}

/** The route of each page, as the areas name them. */
async function routesOfPages(): Promise<string[]> {
  const written = (await textsOfAreas()).flatMap((text) =>
    [...text.matchAll(/\bpath: '(\/[^']*)'/g)].map(([, route]) => route as string),
  )
  return [...new Set([...written, ...sections.map(({ path }) => path)])].sort()
}

async function articlesOf(language: string) {
  const folder = new URL(`docs/help/${language}/`, root)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md'))
  return Promise.all(
    names.map(async (name) => parseArticle(name.slice(0, -3), await readFile(new URL(name, folder), 'utf8'))),
  )
}

test('every page has an article in both languages', async () => {
  const routes = await routesOfPages()
  assert.ok(routes.length > 15 && routes.includes('/') && routes.includes('/settings/staff'), routes.join(' '))
  for (const language of languages) {
    const slugs = new Set((await articlesOf(language)).map(({ slug }) => slug))
    assert.deepEqual(
      routes.filter((route) => !slugs.has(articleOf(route))),
      [],
      language,
    )
  }
})

test('every page that can be gone to from anywhere is found by its name', async () => {
  const menu = new Set(await routesOfMenu())
  assert.ok(menu.has('/orders') && menu.has('/settings'))
  const missing = (await routesOfPages()).filter((route) => canGoTo(route) && !menu.has(route))
  assert.deepEqual(
    missing.filter((route) => !(pageWord(route) in searchWords)),
    [],
  )
})

test('an article has a title, says something, leads to pages, and is there in both languages', async () => {
  const routes = (await routesOfPages()).map((route) => new RegExp(`^${route.replace(/\$\w+/g, '[^/]+')}$`))
  const isPage = (link: string) => routes.some((route) => route.test(link))
  const [chinese, english] = await Promise.all(languages.map(articlesOf))
  assert.deepEqual(chinese?.map(({ slug }) => slug).sort(), english?.map(({ slug }) => slug).sort())
  for (const { slug, title, text } of [...(chinese ?? []), ...(english ?? [])]) {
    assert.notEqual(title, '', slug)
    assert.ok(text.length >= leastLetters, `${slug}: ${text}`)
    const lines = blocksOf(text).flatMap((block) => (block.kind === 'list' ? block.items : [block.text]))
    const links = lines.flatMap(spansOf).flatMap((span) => (span.kind === 'link' ? [span.to] : []))
    for (const link of links) assert.ok(outsidePages.includes(link) || isPage(link), `${slug} leads to ${link}`)
  }
})
