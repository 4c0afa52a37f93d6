/** How the server's doors stand: who is believed, what is taken, how often. Made by the shell from the environment. */
export type DoorSettings = Readonly<{
  /** The certificate and its key, PEM; undefined: plain HTTP. */
  tls: Certificate | undefined
  /** Addresses and networks of proxies whose X-Forwarded-… headers are believed. */
  trustedProxies: readonly string[]
  /** The origin at which people use this server, such as https://oms.example.cn; undefined: any name is taken. */
  publicUrl: string | undefined
  /** Origins of other sites whose pages may call the API with an API key. */
  allowedOrigins: readonly string[]
  /** Lets who brings it read /metrics from another machine. */
  metricsToken: string | undefined
  /** In a minute, but the connections; 0: no limit. */
  limits: DoorLimits
  times: DoorTimes
}>

/** A certificate with its chain, and its private key, as PEM. */
export type Certificate = { cert: Buffer; key: Buffer }

/** How often and how much at the same time. */
export type DoorLimits = Readonly<{
  /** Requests of an address that nobody was found for: pages, probes, sign-ins, errors. */
  requestsPerAddress: number
  /** Credentials of an address that were no one's. */
  failuresPerAddress: number
  requestsPerAccount: number
  /** Sign-ins to an account that failed. */
  /** For keys that have no limit of their own. */
  requestsPerKey: number
  /** Open connections of an address, loopback and trusted proxies apart. */
  connectionsPerAddress: number
}>

/** How long a client may take. */
export type DoorTimes = Readonly<{
  /** Until all headers are there. */
  headersMs: number
  /** Until the whole request is there. */
  requestMs: number
  /** Between two requests of a connection. */
  idleMs: number
  /** With nothing sent and nothing taken, as by who does not read the answer. A stream has to say something before. */
  stalledMs: number
  /** How often it is looked who is too slow. */
  checkMs: number
}>

/** What stands where nothing is set. */
export const defaultDoors: DoorSettings = Object.freeze({
  tls: undefined,
  trustedProxies: [],
  publicUrl: undefined,
  allowedOrigins: [],
  metricsToken: undefined,
  limits: {
    requestsPerAddress: 12_000,
    failuresPerAddress: 30,
    requestsPerAccount: 6000,
    requestsPerKey: 0,
    connectionsPerAddress: 1000,
  },
  times: { headersMs: 15_000, requestMs: 30_000, idleMs: 65_000, stalledMs: 120_000, checkMs: 5000 },
})
