// A role is what somebody is at work: a name for a set of permissions. Each module's policy.ts says which of the built-in roles
// have each of its permissions; a merchant may make roles of its own. Where somebody may use them (which places, which
// channels) is not the role's but the person's.

/** The roles that every merchant has, by themselves. */
export const builtInRoles = [
  'owner',
  'manager',
  'order_clerk',
  'warehouse',
  'store',
  'customer_service',
  'buyer',
  'finance',
  'marketing',
  'auditor',
  'read_only',
] as const

/** One of them: 所有者, 经理, 订单员, 仓库, 门店, 客服, 采购, 财务, 市场, 审计, 只读. */
export type BuiltInRole = (typeof builtInRoles)[number]

/** The owner has every permission, and is named in no policy. */
export type PolicyRole = Exclude<BuiltInRole, 'owner'>

/** Who has each permission of a module. */
export type Policy = Readonly<Record<string, readonly PolicyRole[]>>

/** Everybody who works here. */
export const everyRole = builtInRoles.filter((role) => role !== 'owner')

/** What everybody has who may sign in: their own account. */
const ownAccount = 'account.own'

/** Somebody's roles, with what the merchant's own ones among them permit. */
export type HeldRoles = { roles: readonly string[]; permissions: readonly string[] }

/** Asks whether roles allow a permission: any of the built-in ones by the policy, any of the merchant's own by its list. */
export function permissionsOfRoles(policy: Policy, { roles, permissions }: HeldRoles): (permission: string) => boolean {
  if (roles.includes('owner')) return () => true
  const held = new Set([...permissions, ownAccount])
  for (const [permission, allowed] of Object.entries(policy)) {
    if (allowed.some((role) => roles.includes(role))) held.add(permission)
  }
  return (permission) => held.has(permission)
}
