import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { posix } from 'node:path'

const folder = new URL('../../web/doors/', import.meta.url)
/** What the modules import by name: browsers know no names, so each is served beside them. */
const packages = ['uqr']
const mediaTypes: Readonly<Record<string, string>> = {
  ts: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
}

/** The files of the doors as browsers get them. */
export type DoorFiles = {
  /** Where they are served: their hash stands in it, so that what was kept once is good for ever. */
  base: string
  files: ReadonlyMap<string, { mediaType: string; content: string }>
  /** The page of an entry such as `sign-in`, in a language. */
  pageOf: (entry: string, language: string) => string
}

let loaded: Promise<DoorFiles> | undefined

/** Reads the files at the first visit, strips their types and keeps them. */
export function doorFiles(): Promise<DoorFiles> {
  loaded ??= loadDoorFiles()
  return loaded
}

async function loadDoorFiles(): Promise<DoorFiles> {
  const sources = await readSources()
  const hash = createHash('sha256')
  for (const [path, text] of sources) hash.update(`${path}\0${text}\0`)
  const base = `/doors/${hash.digest('base64url').slice(0, 16)}`
  const files = new Map<string, { mediaType: string; content: string }>()
  for (const [path, text] of sources) {
    const ending = path.split('.').at(-1) ?? ''
    const mediaType = mediaTypes[ending]
    if (mediaType === undefined) continue
    files.set(path, { mediaType, content: ending === 'ts' ? toJavaScript(text, base) : text })
  }
  const shell = sources.get('page.html') ?? ''
  const pageOf = (entry: string, language: string) => {
    const preloads = [...reachable(files, `${entry}.ts`)].map(
      (path) => `<link rel="modulepreload" href="${base}/${path}" />`,
    )
    const parts: Record<string, string> = { base, page: entry, preloads: preloads.join('\n    ') }
    const spoken = shell.replace('<html lang="zh-CN">', `<html lang="${language}">`)
    return spoken.replace(/\{\{(\w+)\}\}/g, (_, name: string) => parts[name] ?? '')
  }
  return { base, files, pageOf }
}

/** The texts by their paths in the folder, in order, with the packages among them. */
async function readSources(): Promise<Map<string, string>> {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/')).sort()
  const own = names.filter((name) => /\.(?:ts|css|svg|html)$/.test(name))
  const texts = own.map(async (name) => [name, await readFile(new URL(name, folder), 'utf8')] as const)
  const others = packages.map(
    async (name) => [`packages/${name}.mjs`, await readFile(new URL(import.meta.resolve(name)), 'utf8')] as const,
  )
  return new Map(await Promise.all([...texts, ...others]))
}

function toJavaScript(text: string, base: string): string {
  return stripTypeScriptTypes(text).replace(/(?<=\bfrom )'([\w-]+)'/g, `'${base}/packages/$1.mjs'`)
}

/** The modules that a module needs, itself among them: told to the browser at once, which else finds them one by one. */
function reachable(files: DoorFiles['files'], path: string, found = new Set<string>()): Set<string> {
  const content = files.get(path)?.content
  if (content === undefined || found.has(path)) return found
  found.add(path)
  for (const [, target = ''] of content.matchAll(/\bfrom '(\.[^']+)'/g)) {
    reachable(files, posix.join(posix.dirname(path), target), found)
  }
  return found
}
