/** One measured run. `drainedPerSecond` counts until every event is handled. */
export type Measured = {
  side: 'raw' | 'yidan'
  hot: boolean
  callers: number
  ordersPerSecond: number
  drainedPerSecond: number
  p50Ms: number
  p99Ms: number
  cpuMsPerOrder: number
  rssMb: number
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 0.5)
}

/** The number below which the share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** The last line: ratios from each side's best, and what a caller sees at each number of callers. */
export function summarise(measured: readonly Measured[]) {
  const best = (side: Measured['side'], hot: boolean, rate: 'ordersPerSecond' | 'drainedPerSecond') =>
    Math.max(...levels(measured, side, hot).map(([, rows]) => median(rows.map((row) => row[rate]))))
  const raw = best('raw', false, 'ordersPerSecond')
  const spread = best('yidan', false, 'ordersPerSecond')
  const hot = best('yidan', true, 'ordersPerSecond')
  const http = levels(measured, 'yidan', false).map(([callers, rows]) => [
    callers,
    {
      ordersPerSecond: median(rows.map((row) => row.ordersPerSecond)),
      drainedPerSecond: median(rows.map((row) => row.drainedPerSecond)),
      p50Ms: median(rows.map((row) => row.p50Ms)),
      p99Ms: median(rows.map((row) => row.p99Ms)),
      cpuMsPerOrder: median(rows.map((row) => row.cpuMsPerOrder)),
    },
  ])
  const rows = measured.filter(({ side, hot: isHot }) => side === 'yidan' && !isHot)
  return {
    ratioToRaw: ratio(spread, raw),
    drainedToRaw: ratio(best('yidan', false, 'drainedPerSecond'), raw),
    hotToSpread: ratio(hot, spread),
    hotToRawHot: ratio(hot, best('raw', true, 'ordersPerSecond')),
    http: Object.fromEntries(http),
    cpuMsPerOrder: Math.min(...http.map(([, level]) => (level as { cpuMsPerOrder: number }).cpuMsPerOrder)),
    rssMb: Math.max(...rows.map((row) => row.rssMb)),
  }
}

function levels(measured: readonly Measured[], side: Measured['side'], hot: boolean): [string, Measured[]][] {
  const rows = measured.filter((row) => row.side === side && row.hot === hot)
  return [...Map.groupBy(rows, ({ callers }) => String(callers))]
}

function ratio(part: number, whole: number): number {
  return Math.round((part / whole) * 100) / 100
}
