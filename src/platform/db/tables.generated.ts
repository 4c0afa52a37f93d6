// Written by `npm run types` from the migrated database. Do not edit.

/** A row of each merchant table, as read. */
export type Tables = {
  allocations: {
    merchantId: string
    orderId: string
    lineNumber: number
    allocationNumber: number
    itemId: string
    locationId: string
    quantity: number
    status: string
  }
  bundle_components: {
    merchantId: string
    bundleId: string
    componentId: string
    quantity: number
  }
  channels: {
    merchantId: string
    code: string
    name: string
    source: string
  }
  contacts: {
    merchantId: string
    id: string
    personId: string
    sealed: Buffer
    createdAt: Date
  }
  customers: {
    merchantId: string
    id: string
    code: string | null
    personId: string
    contactId: string
    tier: string
    status: string
    phoneKey: Buffer | null
    emailKey: Buffer | null
    platformKey: Buffer | null
    version: number
    createdAt: Date
  }
  drains: {
    merchantId: string
    subscriber: string
    drainedAt: Date | null
  }
  event_deliveries: {
    merchantId: string
    subscriber: string
    objectId: string
    version: number
    attempts: number
    dueAt: Date
    deadAt: Date | null
    failure: string | null
  }
  events: {
    merchantId: string
    objectId: string
    version: number
    objectType: string
    type: string
    actor: string
    at: Date
    data: object
  }
  fulfillment_holds: {
    merchantId: string
    fulfillmentOrderId: string
    id: string
    reason: string
    placedAt: Date
    placedBy: string
    releasedAt: Date | null
    releasedBy: string | null
  }
  fulfillment_lines: {
    merchantId: string
    orderId: string
    lineNumber: number
    allocationNumber: number
    fulfillmentOrderId: string
    itemId: string
    quantity: number
    picked: number
    short: number
    packed: number
    shipped: number
    cancelled: number
  }
  fulfillment_orders: {
    merchantId: string
    id: string
    orderId: string
    locationId: string
    status: string
    version: number
    createdAt: Date
    updatedAt: Date
  }
  idempotency_keys: {
    merchantId: string
    key: string
    operation: string
    requestHash: Buffer
    status: number | null
    answer: string | null
    createdAt: Date
  }
  import_lines: {
    merchantId: string
    source: string
    document: string
    lineNumber: number
    runId: string
    fileLine: number
    reason: string
    detail: string
    fields: object
  }
  import_runs: {
    merchantId: string
    id: string
    source: string
    fileName: string
    actor: string
    startedAt: Date
    finishedAt: Date | null
    report: object | null
  }
  inventory_items: {
    merchantId: string
    id: string
    shortagePolicy: string
    oversellLimit: number
  }
  inventory_levels: {
    merchantId: string
    itemId: string
    locationId: string
    onHand: number
    allocated: number
    reserved: number
    unavailable: number
    incoming: number
    safetyStock: number
    oversellLimit: number
  }
  key_rotations: {
    merchantId: string
    id: string
    kind: string
    oldKeyId: number
    newKeyId: number
    step: string
    position: string | null
    done: number
    total: number | null
    version: number
    startedBy: string
    startedAt: Date
    completedAt: Date | null
  }
  list_prices: {
    merchantId: string
    variantId: string
    currency: string
    price: number
  }
  locations: {
    merchantId: string
    id: string
    code: string
    name: string
    kind: string
    status: string
    fulfils: boolean
    priority: number
    country: string
    regionCode: string | null
    longitude: number | null
    latitude: number | null
    timeZone: string
    version: number
    createdAt: Date
  }
  number_series: {
    merchantId: string
    series: string
    nextNumber: number
  }
  order_cancellations: {
    merchantId: string
    orderId: string
    id: string
    status: string
    reason: string
    lines: object | null
    requestedBy: string
    requestedAt: Date
    decidedBy: string | null
    decidedAt: Date | null
  }
  order_counts: {
    merchantId: string
    stage: string
    orders: number
  }
  order_holds: {
    merchantId: string
    orderId: string
    id: string
    kind: string
    reason: string
    detail: string
    placedAt: Date
    placedBy: string
    releasedAt: Date | null
    releasedBy: string | null
  }
  order_lines: {
    merchantId: string
    orderId: string
    lineNumber: number
    parentLineNumber: number | null
    variantId: string
    sku: string
    name: string
    kind: string
    quantity: number
    unitPrice: number
    lineTotal: number
    discount: number
    shipping: number
    tax: number
    taxRateBasisPoints: number
    cancelled: number
    unallocated: number
    backordered: number
    reserved: number
    allocated: number
    picked: number
    shipped: number
    delivered: number
  }
  order_notes: {
    merchantId: string
    orderId: string
    id: string
    text: string
    writtenBy: string
    writtenAt: Date
  }
  order_settings: {
    merchantId: string
    settings: object
  }
  orders: {
    merchantId: string
    id: string
    number: number
    channel: string
    source: string
    externalId: string | null
    contentHash: Buffer | null
    status: string
    paymentStatus: string
    fulfillmentStatus: string
    stage: string
    version: number
    currency: string
    linesTotal: number
    discountTotal: number
    shippingTotal: number
    taxTotal: number
    taxIncluded: boolean
    total: number
    cancelledTotal: number
    authorized: number
    captured: number
    refunded: number
    customerId: string | null
    contactId: string
    tier: string
    destinationCountry: string
    destinationRegion: string | null
    paymentTerms: string
    expiresAt: Date | null
    requestedDeliveryOn: string | null
    placedAt: Date
    updatedAt: Date
  }
  payment_transactions: {
    merchantId: string
    paymentId: string
    id: string
    kind: string
    amount: number
    actor: string
    at: Date
  }
  payments: {
    merchantId: string
    id: string
    orderId: string
    method: string
    reference: string
    currency: string
    amount: number
    captured: number
    refunded: number
    status: string
    version: number
    createdAt: Date
  }
  people: {
    merchantId: string
    id: string
    keyId: number
    wrappedKey: Buffer | null
    createdAt: Date
    erasedAt: Date | null
  }
  products: {
    merchantId: string
    id: string
    name: string
    category: string
    status: string
    version: number
    createdAt: Date
  }
  reference_revisions: {
    merchantId: string
    revision: number
  }
  reservations: {
    merchantId: string
    orderId: string
    lineNumber: number
    reservationNumber: number
    itemId: string
    locationId: string
    quantity: number
    status: string
    expiresAt: Date
  }
  search_tokens: {
    merchantId: string
    objectType: string
    token: Buffer
    objectId: string
    keyId: number
  }
  shipment_lines: {
    merchantId: string
    shipmentId: string
    orderId: string
    lineNumber: number
    allocationNumber: number
    quantity: number
  }
  shipments: {
    merchantId: string
    id: string
    fulfillmentOrderId: string
    orderId: string
    locationId: string
    carrier: string
    trackingNumber: string
    status: string
    version: number
    shippedAt: Date | null
    deliveredAt: Date | null
    createdAt: Date
  }
  sourcing_decisions: {
    merchantId: string
    orderId: string
    decisionNumber: number
    at: Date
    decision: object
  }
  stock_documents: {
    merchantId: string
    id: string
    kind: string
    locationId: string
    reason: string
    reference: string
    actor: string
    at: Date
  }
  stock_movements: {
    merchantId: string
    itemId: string
    locationId: string
    id: string
    quantity: number
    kind: string
    causeId: string
    reason: string
    actor: string
    at: Date
  }
  stock_transfer_lines: {
    merchantId: string
    transferId: string
    lineNumber: number
    itemId: string
    quantity: number
    sent: number
    received: number
  }
  stock_transfers: {
    merchantId: string
    id: string
    fromLocationId: string
    toLocationId: string
    status: string
    reference: string
    version: number
    createdAt: Date
  }
  tax_rates: {
    merchantId: string
    taxClass: string
    rateBasisPoints: number
    included: boolean
  }
  tracking_events: {
    merchantId: string
    shipmentId: string
    occurredAt: Date
    code: string
    place: string
    description: string
    receivedAt: Date
  }
  variants: {
    merchantId: string
    id: string
    productId: string
    sku: string
    barcode: string | null
    name: string
    options: object
    kind: string
    unit: string
    weightGrams: number
    taxClass: string
    status: string
  }
}

/** The PostgreSQL type of each column. */
export const columnTypes = {
  allocations: {
    merchantId: 'uuid',
    orderId: 'uuid',
    lineNumber: 'int2',
    allocationNumber: 'int2',
    itemId: 'uuid',
    locationId: 'uuid',
    quantity: 'int4',
    status: 'text',
  },
  bundle_components: {
    merchantId: 'uuid',
    bundleId: 'uuid',
    componentId: 'uuid',
    quantity: 'int4',
  },
  channels: {
    merchantId: 'uuid',
    code: 'text',
    name: 'text',
    source: 'text',
  },
  contacts: {
    merchantId: 'uuid',
    id: 'uuid',
    personId: 'uuid',
    sealed: 'bytea',
    createdAt: 'timestamptz',
  },
  customers: {
    merchantId: 'uuid',
    id: 'uuid',
    code: 'text',
    personId: 'uuid',
    contactId: 'uuid',
    tier: 'text',
    status: 'text',
    phoneKey: 'bytea',
    emailKey: 'bytea',
    platformKey: 'bytea',
    version: 'int4',
    createdAt: 'timestamptz',
  },
  drains: {
    merchantId: 'uuid',
    subscriber: 'text',
    drainedAt: 'timestamptz',
  },
  event_deliveries: {
    merchantId: 'uuid',
    subscriber: 'text',
    objectId: 'uuid',
    version: 'int4',
    attempts: 'int2',
    dueAt: 'timestamptz',
    deadAt: 'timestamptz',
    failure: 'text',
  },
  events: {
    merchantId: 'uuid',
    objectId: 'uuid',
    version: 'int4',
    objectType: 'text',
    type: 'text',
    actor: 'text',
    at: 'timestamptz',
    data: 'jsonb',
  },
  fulfillment_holds: {
    merchantId: 'uuid',
    fulfillmentOrderId: 'uuid',
    id: 'uuid',
    reason: 'text',
    placedAt: 'timestamptz',
    placedBy: 'text',
    releasedAt: 'timestamptz',
    releasedBy: 'text',
  },
  fulfillment_lines: {
    merchantId: 'uuid',
    orderId: 'uuid',
    lineNumber: 'int2',
    allocationNumber: 'int2',
    fulfillmentOrderId: 'uuid',
    itemId: 'uuid',
    quantity: 'int4',
    picked: 'int4',
    short: 'int4',
    packed: 'int4',
    shipped: 'int4',
    cancelled: 'int4',
  },
  fulfillment_orders: {
    merchantId: 'uuid',
    id: 'uuid',
    orderId: 'uuid',
    locationId: 'uuid',
    status: 'text',
    version: 'int4',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  idempotency_keys: {
    merchantId: 'uuid',
    key: 'text',
    operation: 'text',
    requestHash: 'bytea',
    status: 'int2',
    answer: 'text',
    createdAt: 'timestamptz',
  },
  import_lines: {
    merchantId: 'uuid',
    source: 'text',
    document: 'text',
    lineNumber: 'int4',
    runId: 'uuid',
    fileLine: 'int4',
    reason: 'text',
    detail: 'text',
    fields: 'jsonb',
  },
  import_runs: {
    merchantId: 'uuid',
    id: 'uuid',
    source: 'text',
    fileName: 'text',
    actor: 'text',
    startedAt: 'timestamptz',
    finishedAt: 'timestamptz',
    report: 'jsonb',
  },
  inventory_items: {
    merchantId: 'uuid',
    id: 'uuid',
    shortagePolicy: 'text',
    oversellLimit: 'int4',
  },
  inventory_levels: {
    merchantId: 'uuid',
    itemId: 'uuid',
    locationId: 'uuid',
    onHand: 'int4',
    allocated: 'int4',
    reserved: 'int4',
    unavailable: 'int4',
    incoming: 'int4',
    safetyStock: 'int4',
    oversellLimit: 'int4',
  },
  key_rotations: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    oldKeyId: 'int4',
    newKeyId: 'int4',
    step: 'text',
    position: 'text',
    done: 'int8',
    total: 'int8',
    version: 'int4',
    startedBy: 'text',
    startedAt: 'timestamptz',
    completedAt: 'timestamptz',
  },
  list_prices: {
    merchantId: 'uuid',
    variantId: 'uuid',
    currency: 'text',
    price: 'int8',
  },
  locations: {
    merchantId: 'uuid',
    id: 'uuid',
    code: 'text',
    name: 'text',
    kind: 'text',
    status: 'text',
    fulfils: 'bool',
    priority: 'int4',
    country: 'text',
    regionCode: 'text',
    longitude: 'float8',
    latitude: 'float8',
    timeZone: 'text',
    version: 'int4',
    createdAt: 'timestamptz',
  },
  number_series: {
    merchantId: 'uuid',
    series: 'text',
    nextNumber: 'int8',
  },
  order_cancellations: {
    merchantId: 'uuid',
    orderId: 'uuid',
    id: 'uuid',
    status: 'text',
    reason: 'text',
    lines: 'jsonb',
    requestedBy: 'text',
    requestedAt: 'timestamptz',
    decidedBy: 'text',
    decidedAt: 'timestamptz',
  },
  order_counts: {
    merchantId: 'uuid',
    stage: 'text',
    orders: 'int8',
  },
  order_holds: {
    merchantId: 'uuid',
    orderId: 'uuid',
    id: 'uuid',
    kind: 'text',
    reason: 'text',
    detail: 'text',
    placedAt: 'timestamptz',
    placedBy: 'text',
    releasedAt: 'timestamptz',
    releasedBy: 'text',
  },
  order_lines: {
    merchantId: 'uuid',
    orderId: 'uuid',
    lineNumber: 'int2',
    parentLineNumber: 'int2',
    variantId: 'uuid',
    sku: 'text',
    name: 'text',
    kind: 'text',
    quantity: 'int4',
    unitPrice: 'int8',
    lineTotal: 'int8',
    discount: 'int8',
    shipping: 'int8',
    tax: 'int8',
    taxRateBasisPoints: 'int4',
    cancelled: 'int4',
    unallocated: 'int4',
    backordered: 'int4',
    reserved: 'int4',
    allocated: 'int4',
    picked: 'int4',
    shipped: 'int4',
    delivered: 'int4',
  },
  order_notes: {
    merchantId: 'uuid',
    orderId: 'uuid',
    id: 'uuid',
    text: 'text',
    writtenBy: 'text',
    writtenAt: 'timestamptz',
  },
  order_settings: {
    merchantId: 'uuid',
    settings: 'jsonb',
  },
  orders: {
    merchantId: 'uuid',
    id: 'uuid',
    number: 'int8',
    channel: 'text',
    source: 'text',
    externalId: 'text',
    contentHash: 'bytea',
    status: 'text',
    paymentStatus: 'text',
    fulfillmentStatus: 'text',
    stage: 'text',
    version: 'int4',
    currency: 'text',
    linesTotal: 'int8',
    discountTotal: 'int8',
    shippingTotal: 'int8',
    taxTotal: 'int8',
    taxIncluded: 'bool',
    total: 'int8',
    cancelledTotal: 'int8',
    authorized: 'int8',
    captured: 'int8',
    refunded: 'int8',
    customerId: 'uuid',
    contactId: 'uuid',
    tier: 'text',
    destinationCountry: 'text',
    destinationRegion: 'text',
    paymentTerms: 'text',
    expiresAt: 'timestamptz',
    requestedDeliveryOn: 'date',
    placedAt: 'timestamptz',
    updatedAt: 'timestamptz',
  },
  payment_transactions: {
    merchantId: 'uuid',
    paymentId: 'uuid',
    id: 'uuid',
    kind: 'text',
    amount: 'int8',
    actor: 'text',
    at: 'timestamptz',
  },
  payments: {
    merchantId: 'uuid',
    id: 'uuid',
    orderId: 'uuid',
    method: 'text',
    reference: 'text',
    currency: 'text',
    amount: 'int8',
    captured: 'int8',
    refunded: 'int8',
    status: 'text',
    version: 'int4',
    createdAt: 'timestamptz',
  },
  people: {
    merchantId: 'uuid',
    id: 'uuid',
    keyId: 'int2',
    wrappedKey: 'bytea',
    createdAt: 'timestamptz',
    erasedAt: 'timestamptz',
  },
  products: {
    merchantId: 'uuid',
    id: 'uuid',
    name: 'text',
    category: 'text',
    status: 'text',
    version: 'int4',
    createdAt: 'timestamptz',
  },
  reference_revisions: {
    merchantId: 'uuid',
    revision: 'int8',
  },
  reservations: {
    merchantId: 'uuid',
    orderId: 'uuid',
    lineNumber: 'int2',
    reservationNumber: 'int2',
    itemId: 'uuid',
    locationId: 'uuid',
    quantity: 'int4',
    status: 'text',
    expiresAt: 'timestamptz',
  },
  search_tokens: {
    merchantId: 'uuid',
    objectType: 'text',
    token: 'bytea',
    objectId: 'uuid',
    keyId: 'int2',
  },
  shipment_lines: {
    merchantId: 'uuid',
    shipmentId: 'uuid',
    orderId: 'uuid',
    lineNumber: 'int2',
    allocationNumber: 'int2',
    quantity: 'int4',
  },
  shipments: {
    merchantId: 'uuid',
    id: 'uuid',
    fulfillmentOrderId: 'uuid',
    orderId: 'uuid',
    locationId: 'uuid',
    carrier: 'text',
    trackingNumber: 'text',
    status: 'text',
    version: 'int4',
    shippedAt: 'timestamptz',
    deliveredAt: 'timestamptz',
    createdAt: 'timestamptz',
  },
  sourcing_decisions: {
    merchantId: 'uuid',
    orderId: 'uuid',
    decisionNumber: 'int2',
    at: 'timestamptz',
    decision: 'jsonb',
  },
  stock_documents: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    locationId: 'uuid',
    reason: 'text',
    reference: 'text',
    actor: 'text',
    at: 'timestamptz',
  },
  stock_movements: {
    merchantId: 'uuid',
    itemId: 'uuid',
    locationId: 'uuid',
    id: 'uuid',
    quantity: 'int4',
    kind: 'text',
    causeId: 'uuid',
    reason: 'text',
    actor: 'text',
    at: 'timestamptz',
  },
  stock_transfer_lines: {
    merchantId: 'uuid',
    transferId: 'uuid',
    lineNumber: 'int2',
    itemId: 'uuid',
    quantity: 'int4',
    sent: 'int4',
    received: 'int4',
  },
  stock_transfers: {
    merchantId: 'uuid',
    id: 'uuid',
    fromLocationId: 'uuid',
    toLocationId: 'uuid',
    status: 'text',
    reference: 'text',
    version: 'int4',
    createdAt: 'timestamptz',
  },
  tax_rates: {
    merchantId: 'uuid',
    taxClass: 'text',
    rateBasisPoints: 'int4',
    included: 'bool',
  },
  tracking_events: {
    merchantId: 'uuid',
    shipmentId: 'uuid',
    occurredAt: 'timestamptz',
    code: 'text',
    place: 'text',
    description: 'text',
    receivedAt: 'timestamptz',
  },
  variants: {
    merchantId: 'uuid',
    id: 'uuid',
    productId: 'uuid',
    sku: 'text',
    barcode: 'text',
    name: 'text',
    options: 'jsonb',
    kind: 'text',
    unit: 'text',
    weightGrams: 'int4',
    taxClass: 'text',
    status: 'text',
  },
} as const
