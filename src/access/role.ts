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

/** What each is called: 所有者, 经理, 订单员, 仓库, 门店, 客服, 采购, 财务, 市场, 审计, 只读. */
export type BuiltInRole = (typeof builtInRoles)[number]

/** The owner has every permission, and is named in no policy. */
export type PolicyRole = Exclude<BuiltInRole, 'owner'>

/** Who has each permission of a module. */
export type Policy = Readonly<Record<string, readonly PolicyRole[]>>

/** Everybody who works here. */
export const everyRole = builtInRoles.filter((role) => role !== 'owner')
