// What can stand in a column of a file of orders. Pure: the screens offer the same.

/** Columns that show the receiver: masked, unless whole contacts are asked for. `receiverPlace` is province and city, which never are. */
export const receiverColumns = [
  'receiverName',
  'receiverPhone',
  'receiverEmail',
  'receiverAddress',
  'receiverPlace',
] as const

/** Every column of a file of orders. */
export const orderExportColumns = [
  ...(['number', 'externalId', 'channel', 'source', 'stage', 'status', 'paymentStatus', 'fulfillmentStatus'] as const),
  ...(['holds', 'currency', 'total', 'linesTotal', 'discountTotal', 'shippingTotal', 'taxTotal'] as const),
  ...([
    'cancelledTotal',
    'authorized',
    'captured',
    'refunded',
    'paymentTerms',
    'customerId',
    'customerCode',
    'tier',
  ] as const),
  ...(['destinationCountry', 'destinationRegion', 'requestedDeliveryOn', 'lines', 'units'] as const),
  ...(['placedAt', 'updatedAt'] as const),
  ...receiverColumns,
] as const

/** A column of a file of orders. */
export type OrderExportColumn = (typeof orderExportColumns)[number]
