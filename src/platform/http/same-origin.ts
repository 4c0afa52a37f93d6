import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether a request was made by a page of our own, as its browser tells: for whatever a cookie authenticates and that is not
 * GET or HEAD. `Sec-Fetch-Site` decides where it is sent (every browser since 2023), else `Origin`; a request with neither
 * was made by no page of ours. Scripts cannot set either header.
 */
export function isSameOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin !== undefined && headers.origin === ownOrigin
}
