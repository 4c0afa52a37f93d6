// Cookies of signed-in people (RFC 6265bis section 4.1.3.2): `__Host-` binds them to this host, its TLS and its whole path. A
// browser takes them over plain HTTP from the machine itself only.

/** The cookie of a session: gone with the browser, or after the session's longest time. */
export const sessionCookie = '__Host-yidan'
/** The cookie by which a device that was used before is known again. */
export const deviceCookie = '__Host-yidan-device'

/** The value of a cookie in a request's header. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';', maxCookies)) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** A Set-Cookie header; `value` of base64url and dots, which need no quoting. No page's script reads it, no other site sends it. */
export function writeCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; Max-Age=${maxAgeSeconds}; Secure; HttpOnly; SameSite=Strict`
}

/** A Set-Cookie header that removes a cookie. */
export function removeCookie(name: string): string {
  return writeCookie(name, '', 0)
}

const maxCookies = 50
