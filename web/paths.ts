/** The address of every page: the only place where they are written. */
export const paths = {
  home: () => '/',
  account: () => '/account',
  signIn: () => '/sign-in',
  orders: (view = '') => `/orders${view}`,
  order: (orderId: string) => `/orders/${orderId}`,
  newOrder: (view = '') => `/orders/new${view}`,
  customers: (view = '') => `/customers${view}`,
  customer: (customerId: string) => `/customers/${customerId}`,
  products: (view = '') => `/products${view}`,
  product: (productId: string) => `/products/${productId}`,
  stock: (view = '') => `/stock${view}`,
  stockItem: (itemId: string) => `/stock/${itemId}`,
  warehouse: (view = '') => `/warehouse${view}`,
  locations: (view = '') => `/locations${view}`,
  location: (locationId: string) => `/locations/${locationId}`,
  settings: () => '/settings',
}
