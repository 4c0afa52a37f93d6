/** Whether and when this process was asked to end. */
export type StopRequest = {
  /** False until the first request. */
  isAsked(): boolean
  /** Resolves at the first request. Later ones change nothing: ending has time limits of its own. */
  asked: Promise<void>
}

/**
 * Listens for SIGINT (Ctrl-C), SIGTERM and SIGHUP. A supervised child leaves SIGINT to its parent, who hears it as well, and
 * ends when asked by SIGTERM or when the parent is gone.
 */
export function listenForStop(): StopRequest {
  const request = Promise.withResolvers<void>()
  let isAsked = false
  const ask = () => {
    isAsked = true
    request.resolve()
  }
  const supervised = process.channel !== undefined && process.channel !== null
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, supervised && signal !== 'SIGTERM' ? () => undefined : ask)
  }
  if (supervised) {
    process.on('disconnect', ask)
    // Listening must not be what keeps the child alive.
    process.channel?.unref()
  }
  return { isAsked: () => isAsked, asked: request.promise }
}
