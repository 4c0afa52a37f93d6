// `smtp://user:password@host:port?tls=off`: how a mail server is reached. `smtps://` is encrypted from the first byte,
// `smtp://` from STARTTLS on; without encryption only on this machine, or where `tls=off` says so.

/** A mail server. */
export type SmtpServer = {
  host: string
  port: number
  /** `implicit`: from the first byte; `required`: STARTTLS, or nothing is sent; `off`: in plain. */
  tls: 'implicit' | 'required' | 'off'
  user?: string
  password?: string
}

/**
 * Reads the address of a mail server.
 * @throws Error without the text, which may hold a password
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isImplicit = url?.protocol === 'smtps:'
  if (url === undefined || url.hostname === '' || !(isImplicit || url.protocol === 'smtp:')) {
    throw new Error('must be like smtp://user:password@host:587 or smtps://user:password@host:465')
  }
  if (!/^\/?$/.test(url.pathname) || url.hash !== '') throw new Error('has more than a host and a port')
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
  const user = decode(url.username)
  const password = decode(url.password)
  if (user === '' && password !== '') throw new Error('has a password and no user')
  return {
    host,
    port: url.port === '' ? (isImplicit ? 465 : 587) : Number(url.port),
    tls: tlsOf(url.searchParams, { isImplicit, host }),
    ...(user !== '' && { user }),
    ...(password !== '' && { password }),
  }
}

function tlsOf(parameters: URLSearchParams, { isImplicit, host }: { isImplicit: boolean; host: string }) {
  const others = [...parameters.keys()].filter((name) => name !== 'tls')
  const [wanted, ...more] = parameters.getAll('tls')
  if (others.length > 0 || more.length > 0 || !['required', 'off', undefined].includes(wanted)) {
    throw new Error('may end with ?tls=required or ?tls=off, and with nothing else')
  }
  if (isImplicit && wanted === 'off') throw new Error('cannot be smtps:// with tls=off')
  if (isImplicit) return 'implicit'
  return wanted === 'off' || (wanted === undefined && isLoopback(host)) ? 'off' : 'required'
}

function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Error('has a % in its user or password that is not followed by two hexadecimal digits: write it as %25')
  }
}
