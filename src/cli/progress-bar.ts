/** How far a long command is: so many of so many, counted from a moment on. */
export type ProgressBar = {
  /** Shows how many are done, `earlier` of them by a run before this one; drawn a few times a second at most. */
  show: (done: number, earlier?: number) => void
  /** Leaves the last state on a line of its own. */
  end: () => void
}

/** Where a bar is drawn, and what tells the time. */
export type ProgressScreen = { write: (text: string) => void; isTerminal: boolean; nowMs: () => number }

const redrawMs = 200
const width = 30
/** Where nothing can be drawn over, a line at each tenth is enough. */
const linesOnPaper = 10

/** A bar with rate and time left on a terminal; a line at each tenth elsewhere. */
export function createProgressBar(label: string, of: number, screen: ProgressScreen): ProgressBar {
  const startedMs = screen.nowMs()
  let drawnMs = Number.NEGATIVE_INFINITY
  let tenth = 0
  let last = ''
  return {
    show: (done, earlier = 0) => {
      const nowMs = screen.nowMs()
      last = `${label} ${progressText(done, of, { elapsedMs: nowMs - startedMs, earlier })}`
      if (!screen.isTerminal) {
        const reached = Math.floor((done * linesOnPaper) / Math.max(1, of))
        if (reached > tenth) screen.write(`${last}\n`)
        tenth = Math.max(tenth, reached)
      } else if (nowMs - drawnMs >= redrawMs) {
        drawnMs = nowMs
        screen.write(`\r${last}\u001b[K`)
      }
    },
    end: () => {
      if (screen.isTerminal && last !== '') screen.write(`\r${last}\u001b[K\n`)
    },
  }
}

/** `[######······] 45 %  220,282 of 489,549  9,400/s  29 s left`: the rate is that of this run. */
export function progressText(
  done: number,
  of: number,
  { elapsedMs, earlier = 0 }: { elapsedMs: number; earlier?: number },
): string {
  const share = of === 0 ? 1 : done / of
  const filled = Math.floor(share * width)
  const rate = elapsedMs <= 0 ? 0 : (Math.max(0, done - earlier) * 1000) / elapsedMs
  const left = rate === 0 || done >= of ? '' : `  ${timeText((of - done) / rate)} left`
  const bar = '#'.repeat(filled) + '·'.repeat(width - filled)
  return `[${bar}] ${Math.floor(share * 100)} %  ${grouped(done)} of ${grouped(of)}  ${grouped(Math.round(rate))}/s${left}`
}

/** A whole number as people read it: `489,549`. */
export function grouped(count: number): string {
  return count.toLocaleString('en-US')
}

function timeText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  return `${Math.ceil(seconds / 60)} min`
}
