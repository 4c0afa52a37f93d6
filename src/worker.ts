// Handles events, timed jobs and mail of one instance. `npm start` runs it beside a server; several may share a database.
import { readConfig } from './config.ts'
import { peopleAddress } from './shell/listening-address.ts'
import { mailKinds } from './shell/mail-kinds.ts'
import { openMailer } from './shell/open-mailer.ts'
import { openRuntime } from './shell/open-runtime.ts'
import { runDrains } from './shell/run-drains.ts'
import { runJobs } from './shell/run-jobs.ts'
import { runMailJobs } from './shell/run-mail-jobs.ts'
import { runSealing } from './shell/run-sealing.ts'
import { runWorkJobs } from './shell/run-work-jobs.ts'
import { listenForStop } from './shell/stop-request.ts'

const connections = 6

// Whoever read our lines may be gone; mail goes on all the same.
process.stderr.on('error', () => undefined)

const stop = listenForStop()
const config = readConfig(process.env)
if (config.appDatabaseUrl === undefined) throw new Error('YIDAN_APP_DATABASE_URL is not set; start with `npm start`')
const mailer = await openMailer(config, (line) => console.error(`yidan: ${line}`))
const runtime = await openRuntime({ ...config, appUrl: config.appDatabaseUrl, connections })
const drains = runDrains(runtime, config.appDatabaseUrl)
const sealing = runSealing(runtime)
const jobs = await runJobs(runtime, config.appDatabaseUrl, config)
const works = runWorkJobs(runtime, config.appDatabaseUrl)
const mails = runMailJobs(runtime, config.appDatabaseUrl, {
  mailer,
  kinds: mailKinds,
  publicUrl: peopleAddress(config, config.port),
})
runtime.logger.info({}, 'worker runs')
await stop.asked
await Promise.all([drains.stop(), jobs.stop(), works.stop(), mails.stop(), sealing.stop()])
await runtime.database.close()
process.exit()
