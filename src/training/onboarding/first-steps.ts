// The first steps: what a shop needs before it can trade for real. Whether one is done is seen from what exists, so that a step
// that is undone again shows it. Pure.

/** The steps, in the order in which they are best taken. */
export const firstSteps = [
  'shop_name',
  'second_factor',
  'location',
  'products',
  'prices',
  'tax',
  'stock',
  'channels',
  'staff',
  'mail',
  'keys_apart',
  'first_order',
] as const

/** One of them. */
export type FirstStep = (typeof firstSteps)[number]

/** Whoever has the permission is shown the step. */
export const permissionOfStep = {
  shop_name: 'merchant.write',
  second_factor: 'access.security',
  location: 'locations.write',
  products: 'catalog.write',
  prices: 'catalog.price',
  tax: 'catalog.tax',
  stock: 'stock.receive',
  channels: 'settings.write',
  staff: 'access.staff',
  mail: 'access.security',
  keys_apart: 'access.rotate_keys',
  first_order: 'orders.place',
} as const satisfies Record<FirstStep, string>
