// Writes into package-lock.json what npm leaves out when a registry does not carry the optional packages for other systems:
// without their entries `npm ci` refuses the whole file. Run it after `npm install`: node scripts/complete-lock.ts
import { readFile, writeFile } from 'node:fs/promises'

type Entry = {
  version?: string
  dev?: boolean
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}

/** The part of a package-lock.json that matters here. */
export type Lock = { packages: Record<string, Entry>; [field: string]: unknown }

/** Entries that are missing: optional packages of one exact version, each for the system that its name tells. */
export function missingEntries({ packages }: Lock): Record<string, Entry> {
  const wanted = Object.entries(packages).flatMap(([path, { optionalDependencies = {}, dev }]) =>
    path === '' ? [] : Object.entries(optionalDependencies).map(([name, version]) => ({ name, version, dev })),
  )
  const missing = wanted.filter(
    ({ name, version }) => /^\d/.test(version) && packages[`node_modules/${name}`] === undefined,
  )
  return Object.fromEntries(
    missing.map(({ name, version, dev }) => [`node_modules/${name}`, entryFor(name, version, dev)]),
  )
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32']
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64']
const libraries: Record<string, string> = { gnu: 'glibc', glibc: 'glibc', musl: 'musl' }

function entryFor(name: string, version: string, dev: boolean | undefined): Entry {
  const parts = name.split(/[/-]/)
  const os = parts.filter((part) => systems.includes(part))
  const cpu = parts.filter((part) => processors.includes(part))
  const libc = parts.flatMap((part) => libraries[part] ?? [])
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(dev === true && { dev }),
    ...(libc.length > 0 && { libc }),
    optional: true,
    ...(os.length > 0 && { os }),
  }
}

if (import.meta.main) {
  const file = new URL('../package-lock.json', import.meta.url)
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock
  const missing = missingEntries(lock)
  const packages = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1))
  await writeFile(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`)
  console.log(`added to package-lock.json: ${Object.keys(missing).join(', ') || 'nothing'}`)
}
