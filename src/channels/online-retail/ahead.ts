/**
 * The same items, while up to `most` that come after are already being made: what a stage of work does overlaps with what
 * the stage before it does. Ends, for whatever reason, only when what was begun is done.
 */
export async function* ahead<Item>(source: AsyncIterable<Item>, most: number): AsyncGenerator<Item> {
  const iterator = source[Symbol.asyncIterator]()
  const begun: Promise<IteratorResult<Item>>[] = []
  try {
    for (;;) {
      while (begun.length <= most) {
        const next = iterator.next()
        // A failure is met when its turn comes.
        next.catch(() => {})
        begun.push(next)
      }
      const result = await begun.shift()
      if (result === undefined || result.done) return
      yield result.value
    }
  } finally {
    await iterator.return?.()
  }
}
