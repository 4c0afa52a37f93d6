import type { QueryContext } from '../platform/command.ts'
import { isId } from '../platform/ids.ts'
import { findKeyNames } from './keys/api-key-queries.ts'
import { openStaff } from './staff/sealed-staff.ts'
import { findStaffByIds } from './staff/staff-queries.ts'

/**
 * Names of those who did something, by what they are called there (`staff:<id>`, `key:<id>`): of people for who may read staff,
 * of keys for who may see keys. The program's own parts have none.
 */
export async function nameActors(
  { tx, keys, may = () => true }: Pick<QueryContext, 'tx' | 'keys' | 'may'>,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: string) => [
    ...new Set(
      actors.map((actor) => actor.split(':')).flatMap(([of, id = '']) => (of === kind && isId(id) ? [id] : [])),
    ),
  ]
  const [staffIds, keyIds] = [may('access.read') ? idsOf('staff') : [], may('access.keys') ? idsOf('key') : []]
  const staff = staffIds.length === 0 ? [] : await findStaffByIds(tx, staffIds)
  const named = keyIds.length === 0 ? [] : await findKeyNames(tx, keyIds)
  return new Map([
    ...staff.flatMap((row) =>
      row.wrappedKey === null ? [] : [[`staff:${row.id}`, openStaff(keys, row).name] as const],
    ),
    ...named.map(({ id, name }) => [`key:${id}`, name] as const),
  ])
}
