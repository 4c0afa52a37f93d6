import assert from 'node:assert/strict'
import { glob, readdir, readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { articleOf, blocksOf, outsidePages, parseArticle, spansOf } from '../../web/help/article.ts'
import { sections } from '../../web/settings/sections.ts'

const root = new URL('../../', import.meta.url)
const languages = ['zh-cn', 'en'] as const
const leastLetters = 25

/** The route of each page, as the areas name them. */
async function routesOfPages(): Promise<string[]> {
  const files = await Array.fromAsync(glob('web/**/*area*.ts', { cwd: root }))
  const texts = await Promise.all(files.map((file) => readFile(new URL(file, root), 'utf8')))
  const written = texts.flatMap((text) =>
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
