// Handles events and timed jobs of one instance. `npm start` runs it beside a server; several may share a database.
import { readConfig } from './config.ts'
import { openRuntime } from './shell/open-runtime.ts'
import { runDrains } from './shell/run-drains.ts'
import { runJobs } from './shell/run-jobs.ts'
import { runSealing } from './shell/run-sealing.ts'
import { listenForStop } from './shell/stop-request.ts'

const connections = 6

const stop = listenForStop()
const config = readConfig(process.env)
if (config.appDatabaseUrl === undefined) throw new Error('YIDAN_APP_DATABASE_URL is not set; start with `npm start`')
const runtime = await openRuntime({ ...config, appUrl: config.appDatabaseUrl, connections })
const drains = runDrains(runtime, config.appDatabaseUrl)
const sealing = runSealing(runtime)
const jobs = await runJobs(runtime, config.appDatabaseUrl, config)
runtime.logger.info({}, 'worker runs')
await stop.asked
await Promise.all([drains.stop(), jobs.stop(), sealing.stop()])
await runtime.database.close()
process.exit()
