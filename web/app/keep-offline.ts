/**
 * Has the worker of the page (sw.ts) keep the application, so that it opens without a network; and what came before there was a
 * worker: it is asked for again, and comes from the browser's own store.
 */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  const keepFiles = () => {
    for (const { name } of performance.getEntriesByType('resource')) {
      if (new URL(name).pathname.startsWith('/assets/')) void fetch(name).catch(() => undefined)
    }
  }
  const begin = () => void serviceWorker.register('/sw.js').catch(() => undefined)
  if (serviceWorker.controller === null) serviceWorker.addEventListener('controllerchange', keepFiles, { once: true })
  // The page may have been there for long: words are waited for before it is drawn.
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin)
}
