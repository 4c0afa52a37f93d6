/**
 * Has the worker of the page (sw.ts) keep the application, so that it opens without a network; and what came before there was a
 * worker: it is asked for again, and comes from the browser's own store.
 */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const keepFiles = () => {
    // Also those that were on their way when the worker came: they are told of when they are there.
    new PerformanceObserver((list) => list.getEntries().forEach(keepFile)).observe({ type: 'resource', buffered: true })
  }
  const begin = () => void serviceWorker.register('/sw.js').catch(() => undefined)
  if (serviceWorker.controller === null) serviceWorker.addEventListener('controllerchange', keepFiles, { once: true })
  // The page may have been there for long: words are waited for before it is drawn.
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin)
}

function keepFile(entry: PerformanceEntry): void {
  const cameByWorker = (entry as PerformanceResourceTiming).workerStart > 0
  if (cameByWorker || !new URL(entry.name).pathname.startsWith('/assets/')) return
  void fetch(entry.name).catch(() => undefined)
}
