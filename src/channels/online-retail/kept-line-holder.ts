import type { PersonalDataHolder } from '../../customers/personal-holder.ts'
import { findLinesOf } from './import-queries.ts'
import { clearLines, source } from './import-store.ts'
import { columns } from './source-line.ts'

/** Lines of files that are kept aside: those of the subject's documents, and those that name the customer's code. */
export const keptLineHolder: PersonalDataHolder = {
  name: 'channels',
  collect: async ({ tx }, subject) => {
    const lines = await findLinesOf(tx, source, subject)
    const rows = lines.map(({ document, lineNumber, reason, detail, fields }) => ({
      ...{ document, lineNumber, reason, detail },
      ...Object.fromEntries(columns.map((name, index) => [name, fields[index] ?? null])),
    }))
    return [{ name: 'import_lines', rows }]
  },
  findObjectIds: async () => [],
  erase: async ({ tx }, subject) => ({
    importLines: await clearLines(tx, source, await findLinesOf(tx, source, subject)),
  }),
}
