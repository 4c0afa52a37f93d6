// What `npm start` runs: the database, the server and the worker, each a process of its own, until Ctrl-C.
//   npm start               at the first start the first merchant gets sample data
//   npm start -- --empty    … or nothing
import { readConfig } from './config.ts'
import { buildOffice } from './shell/build-office.ts'
import { readCertificate } from './shell/certificate.ts'
import { lockFolderPatiently } from './shell/folder-lock.ts'
import { openInstanceDatabase } from './shell/instance-database.ts'
import {
  choosePort,
  isReadableOnTheWay,
  localAddress,
  peopleAddress,
  readableWarning,
  signInAddress,
} from './shell/listening-address.ts'
import { readScriptArguments } from './shell/script-arguments.ts'
import { listenForStop } from './shell/stop-request.ts'
import { superviseChildren } from './shell/supervise-children.ts'
import { waitUntilReady } from './shell/wait-until-ready.ts'

const lockPatienceMs = 5_000
const readyLimitMs = 60_000
const childGraceMs = 15_000

// Whoever read our lines may be gone; that must not keep us from stopping in order.
process.stderr.on('error', () => undefined)

const { values } = readScriptArguments(
  `usage: npm start [-- --empty]

  --empty   at the first start, a merchant without sample data

Settings are variables of the environment: README.md lists them.`,
  {
    options: { empty: { type: 'boolean', default: false } },
  },
)
const stopRequest = listenForStop()
const opened = new AsyncDisposableStack()
try {
  await start()
  await stopRequest.asked
  say('stopping')
} catch (error) {
  // A Ctrl-C reaches the programs that a start waits for as well, so their failing is then no news.
  if (!stopRequest.isAsked()) {
    say(`cannot start: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
} finally {
  await opened.disposeAsync()
}
process.exit()

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const folder = await lockFolderPatiently(config.dataDir, process.pid, { patienceMs: lockPatienceMs, onWait: say })
  opened.defer(folder.release)
  const { certificateFiles, publicUrl } = config.doors
  if (certificateFiles !== undefined) await readCertificate(certificateFiles)
  if (isReadableOnTheWay(config)) say(readableWarning(config.host))
  const port = await choosePort(config.host, config.port)
  // Loaded while the database starts.
  const firstStart = import('./shell/first-start.ts')
  const office = buildOffice(say)
  office.catch(() => undefined)
  const database = await openInstanceDatabase(config, say)
  opened.defer(database.stop)
  const { prepareFirstStart } = await firstStart
  const { isAsked: isStopping } = stopRequest
  const { key: firstKey, ownerLink } = await prepareFirstStart(config, database.appUrl, {
    samples: !values.empty,
    onProgress: say,
    isStopping,
  })
  await office
  if (stopRequest.isAsked()) return

  const environment = {
    ...process.env,
    YIDAN_DATA: config.dataDir,
    PORT: String(port),
    DATABASE_URL: undefined,
    YIDAN_APP_DATABASE_URL: database.appUrl,
  }
  const programs = ['server', 'worker'].map((name) => ({
    name: `the ${name}`,
    file: new URL(`./${name}.ts`, import.meta.url),
    environment,
  }))
  const children = superviseChildren(programs, { node: process.execPath, graceMs: childGraceMs, onLine: say })
  opened.defer(children.stop)
  const address = localAddress(config.host, port, certificateFiles === undefined ? 'http' : 'https')
  const crashed = children.firstCrash.then((ending) => {
    throw new Error(ending)
  })
  await Promise.race([waitUntilReady(address, readyLimitMs), crashed, stopRequest.asked])
  if (stopRequest.isAsked()) return
  say(publicUrl === undefined ? `ready at ${address}` : `ready at ${address}, for people at ${publicUrl}`)
  if (ownerLink !== undefined) {
    say(
      `sign in as the owner with this link; it opens once, within an hour:\n\n  ${signInAddress(peopleAddress(config, port), ownerLink)}\n`,
    )
  }
  if (firstKey !== undefined) {
    say(
      `API key of the first merchant, also kept in ${firstKey.file}, which only you can read:\n\n  ${firstKey.apiKey}\n`,
    )
  }
}

function say(line: string): void {
  console.error(`yidan: ${line}`)
}
