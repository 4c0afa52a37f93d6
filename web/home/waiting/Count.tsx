import { type Counted, writeCount } from '../../platform/write-count.ts'

/** How many: `1,000+` where there are more than were counted. */
export function Count(counted: Counted) {
  return <span className="figure">{writeCount(counted)}</span>
}
