import { useQuery } from '@tanstack/react-query'
import { builtInRoles } from '../../src/access/role.ts'
import type { listRolesContract } from '../../src/access/roles/contract.ts'
import { call, type ItemOf } from '../platform/call.ts'
import { useAccessWords } from './words.ts'

/** A role, as the API has it. */
export type Role = ItemOf<typeof listRolesContract>

/** Every role and permission there is. */
export function useRoles() {
  return useQuery({
    queryKey: ['/roles'],
    queryFn: () => call<typeof listRolesContract>('GET', '/roles'),
    staleTime: 60_000,
  })
}

/** What a role is called: a built-in one by the words, another by its own name. */
export function useRoleName(): (code: string) => string {
  const say = useAccessWords()
  const { data } = useRoles()
  return (code) => {
    const builtIn = builtInRoles.find((each) => each === code)
    if (builtIn !== undefined) return say(`role_${builtIn}`)
    return data?.items.find((role) => role.code === code)?.name ?? code
  }
}
