// Serves the API of one instance. `npm start` runs it beside a worker; several may share a database.
import { readConfig } from './config.ts'
import { defaultDoors } from './platform/http/doors/door-settings.ts'
import { buildApp } from './shell/build-app.ts'
import { readCertificate, watchCertificate } from './shell/certificate.ts'
import { installationOf } from './shell/installation.ts'
import { openRuntime } from './shell/open-runtime.ts'
import { listenForStop } from './shell/stop-request.ts'

/** Few connections, each taking all that waits: small batches cost more than they gain. */
const connections = 8
/** One merchant's commands that wait for the same order leave half of them to the others. */
const fairness = { readConnections: 4, commandsAtOnce: connections / 2, longestWaitMs: 5000 }
/** A certificate is renewed weeks before it ends. */
const certificateLookMs = 60_000

const stop = listenForStop()
const config = readConfig(process.env)
if (config.appDatabaseUrl === undefined) throw new Error('YIDAN_APP_DATABASE_URL is not set; start with `npm start`')
const runtime = await openRuntime({ ...config, appUrl: config.appDatabaseUrl, connections, fairness })
const { certificateFiles, ...doors } = config.doors
const tls = certificateFiles && (await readCertificate(certificateFiles))
const app = buildApp(runtime, { ...doors, tls, times: defaultDoors.times }, installationOf(config))
if (certificateFiles !== undefined) {
  const watched = watchCertificate(certificateFiles, {
    everyMs: certificateLookMs,
    onRenewed: (renewed) => {
      app.renewCertificate(renewed)
      runtime.logger.info({}, 'the renewed certificate is used')
    },
    onFault: (fault) => runtime.logger.error({ fault }, 'the certificate cannot be renewed; the one before is used'),
  })
  await watched.look()
}
await app.fastify.listen({ host: config.host, port: config.port ?? 3000 })
runtime.logger.info({ host: config.host, port: config.port ?? 3000 }, 'server listens')
await stop.asked
await app.fastify.close()
await runtime.database.close()
process.exit()
