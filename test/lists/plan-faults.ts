/** A node of `explain (analyze, format json)`, as far as it is looked at. Counts are averages of one loop. */
export type PlanNode = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  'Rows Removed by Index Recheck'?: number
  Plans?: PlanNode[]
}

/** The most that one statement of a list may touch. */
export type PlanLimits = {
  /** Rows read from tables and indexes, in all scans and loops. */
  read: number
  /** Rows that one sort is given. */
  sorted: number
}

/**
 * Why a plan is not that of a list which stays fast as tables grow: it reads a large table from end to end, reads far more than it
 * shows, or sorts what an index should have given in order.
 */
export function planFaults(plan: PlanNode, largeTables: ReadonlySet<string>, limits: PlanLimits): string[] {
  const nodes = nodesOf(plan)
  const scans = nodes.filter(
    (node) => /Scan$/.test(node['Node Type']) && (node['Relation Name'] ?? node['Index Name']) !== undefined,
  )
  const whole = scans.filter((node) => node['Node Type'] === 'Seq Scan' && largeTables.has(node['Relation Name'] ?? ''))
  const read = scans.reduce((sum, scan) => sum + rowsRead(scan), 0)
  const most = scans.toSorted((a, b) => rowsRead(b) - rowsRead(a))[0]
  const sorts = nodes.filter((node) => node['Node Type'] === 'Sort').map(rowsGiven)
  return [
    ...whole.map((node) => `reads all of ${node['Relation Name']}`),
    ...(read > limits.read && most !== undefined ? [`reads ${read} rows, most of them by ${nameOf(most)}`] : []),
    ...sorts.filter((rows) => rows > limits.sorted).map((rows) => `sorts ${rows} rows`),
  ]
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
}

/** A bitmap's index scan and the heap's are one reading. */
function rowsRead(node: PlanNode): number {
  if (node['Node Type'] === 'Bitmap Index Scan') return 0
  const each =
    node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)
  return Math.round(each * node['Actual Loops'])
}

function rowsGiven({ Plans: [below] = [] }: PlanNode): number {
  return below === undefined ? 0 : Math.round(below['Actual Rows'] * below['Actual Loops'])
}

function nameOf(node: PlanNode): string {
  const index = node['Index Name'] === undefined ? '' : ` on ${node['Index Name']}`
  return `${node['Node Type']}${index || ` of ${node['Relation Name']}`}`
}
