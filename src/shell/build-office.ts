import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { glob, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const root = fileURLToPath(new URL('../..', import.meta.url))
const builds = join(root, '.tmp', 'office')
const keptBuilds = 3
/** Beyond it, a better brotli costs seconds and gains hardly anything. */
const brotliQuality = 10
const leastBytesToCompress = 1024

let ready: Promise<string> | undefined

/**
 * The folder with the built back office. It is built when its sources have changed, into a folder that has their hash for a name:
 * servers of two versions on one machine do not disturb each other.
 */
export function buildOffice(say: (line: string) => void = () => undefined): Promise<string> {
  ready ??= build(say)
  return ready
}

async function build(say: (line: string) => void): Promise<string> {
  const folder = join(builds, await hashOfSources())
  if (await exists(folder)) return folder
  say('building the back office')
  const unfinished = `${folder}.${process.pid}`
  await mkdir(builds, { recursive: true })
  await runVite(unfinished)
  await compress(unfinished)
  try {
    await rename(unfinished, folder)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    // Somebody else was quicker.
    if (!(await exists(folder))) throw error
  }
  await dropOldBuilds()
  return folder
}

/** Of what the pages are made: the web, the server's files that it shares, and the versions of the libraries. */
async function hashOfSources(): Promise<string> {
  const names = await Array.fromAsync(
    glob(['web/**/*', 'src/**/*.ts', 'package-lock.json', 'CHANGELOG.md', 'docs/help/**/*.md'], {
      cwd: root,
      exclude: (name) => name.endsWith('.test.ts'),
    }),
  )
  const hash = createHash('sha256')
  for (const name of names.map((each) => each.replaceAll('\\', '/')).sort()) {
    const path = join(root, name)
    if ((await stat(path)).isDirectory()) continue
    hash.update(`${name}\0`).update(await readFile(path))
  }
  return hash.digest('hex').slice(0, 16)
}

function runVite(folder: string): Promise<void> {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const args = [vite, 'build', '--config', 'web/vite.config.ts', '--outDir', folder, '--logLevel', 'warn']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const lines: string[] = []
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => lines.push(String(text)))
    child.on('error', reject)
    child.on('exit', (code) => {
      if (code === 0) resolve()
      else reject(new Error(`the back office could not be built:\n${lines.join('')}`))
    })
  })
}

/** Lays each text beside itself in the forms that browsers take. */
async function compress(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true })
  const texts = names.filter((name) => /\.(?:js|css|html|svg|json|webmanifest|wasm)$/.test(name))
  for (const name of texts) {
    const path = join(folder, name)
    const content = await readFile(path)
    if (content.length < leastBytesToCompress) continue
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: brotliQuality } }
    await Promise.all([
      promisify(brotliCompress)(content, quality).then((smaller) => writeFile(`${path}.br`, smaller)),
      promisify(gzip)(content, { level: 9 }).then((smaller) => writeFile(`${path}.gz`, smaller)),
    ])
  }
}

/** A page that was opened before still finds its files for a while. */
async function dropOldBuilds(): Promise<void> {
  const names = await readdir(builds)
  const dated = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(builds, name)).catch(() => undefined))?.mtimeMs ?? 0 })),
  )
  const old = dated.sort((a, b) => b.at - a.at).slice(keptBuilds)
  await Promise.all(old.map(({ name }) => rm(join(builds, name), { recursive: true, force: true })))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
