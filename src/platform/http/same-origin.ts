import type { IncomingHttpHeaders } from 'node:http'

/** Whether a request that writes comes from a page of ours (Fetch Metadata; else the Origin header); neither: it does not. */
export function isSameOrigin(headers: IncomingHttpHeaders, ownOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return headers.origin === ownOrigin
}
