/// <reference lib="webworker" />
// What keeps the application for spells without a network: its page and files, never an answer of the API.
const office = 'office-v1'
const worker = self as unknown as ServiceWorkerGlobalScope

worker.addEventListener('install', (event) => {
  event.waitUntil(worker.skipWaiting())
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== office).map((name) => caches.delete(name))))
      .then(() => worker.clients.claim()),
  )
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(fromShelf(request))
  else if (request.mode === 'navigate' && isOfficePage(pathname)) event.respondWith(fromNetwork(request))
})

/** Files carry their hash in their names: what was kept once is good. */
async function fromShelf(request: Request): Promise<Response> {
  const shelf = await caches.open(office)
  const kept = await shelf.match(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await shelf.put(request, answer.clone())
  return answer
}

/** The page as the server has it now; the one of the last visit when the server is not reached. */
async function fromNetwork(request: Request): Promise<Response> {
  const shelf = await caches.open(office)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) await shelf.put('/', answer.clone())
    return answer
  } catch (error) {
    const kept = await shelf.match('/')
    if (kept === undefined) throw error
    return kept
  }
}

function isOfficePage(pathname: string): boolean {
  return !/^\/(?:sign-in|account|invitation|password-reset|docs|doors|api|healthz|readyz|metrics)(?:\/|$)/.test(
    pathname,
  )
}
