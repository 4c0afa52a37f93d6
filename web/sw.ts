/// <reference lib="webworker" />
// What keeps the application for spells without a network: its page and files, never an answer of the API.
const office = 'office-v1'
/** What came longer ago, and nothing of the present build names, is of one that is gone. */
const keptForMs = 7 * 24 * 60 * 60 * 1000
const icons = /^\/icon[\w.-]*$/
const worker = self as unknown as ServiceWorkerGlobalScope

worker.addEventListener('install', (event) => {
  event.waitUntil(keepShell().catch(() => undefined))
  void worker.skipWaiting()
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
  else if (request.mode === 'navigate' && isOfficePage(pathname)) event.respondWith(fromNetwork(request, '/'))
  else if (icons.test(pathname)) event.respondWith(fromNetwork(request, pathname))
})

/** The page and the files that it names: they came before there was a worker to keep them. */
async function keepShell(): Promise<void> {
  const shelf = await caches.open(office)
  const page = await fetch('/')
  if (!page.ok || page.redirected) return
  const text = await page.clone().text()
  await shelf.put('/', page)
  const files = [...new Set(text.match(/\/(?:assets\/|icon)[\w.-]+/g))]
  await Promise.all(files.map(async (file) => (await shelf.match(file)) ?? shelf.add(file)))
}

/** Files carry their hash in their names: what was kept once is good. */
async function fromShelf(request: Request): Promise<Response> {
  const shelf = await caches.open(office)
  const kept = await shelf.match(request)
  if (kept !== undefined) return kept
  const answer = await fetch(request)
  if (answer.ok) await shelf.put(request, answer.clone())
  return answer
}

/** What the server has now; when it is not reached, what was kept under `name` at the last visit: of every page, the one page. */
async function fromNetwork(request: Request, name: string): Promise<Response> {
  const shelf = await caches.open(office)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) {
      const before = await shelf.match(name)
      await shelf.put(name, answer.clone())
      if (name === '/' && before !== undefined) await clearShelf(shelf, before, answer.clone())
    }
    return answer
  } catch (error) {
    const kept = await shelf.match(name)
    if (kept === undefined) throw error
    return kept
  }
}

/** Drops the files of builds that are gone when the page says that there is another: what is still used comes again. */
async function clearShelf(shelf: Cache, before: Response, now: Response): Promise<void> {
  const page = await now.text()
  if ((await before.text()) === page) return
  for (const file of await shelf.keys()) {
    const { pathname } = new URL(file.url)
    if (!pathname.startsWith('/assets/') || page.includes(pathname)) continue
    const came = await shelf.match(file)
    if (!(sentAt(now) - sentAt(came) < keptForMs)) await shelf.delete(file)
  }
}

function sentAt(answer: Response | undefined): number {
  return Date.parse(answer?.headers.get('date') ?? '')
}

function isOfficePage(pathname: string): boolean {
  return !/^\/(?:sign-in|account|invitation|password-reset|docs|doors|api|healthz|readyz|metrics)(?:\/|$)/.test(
    pathname,
  )
}
