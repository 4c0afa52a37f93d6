// Written by `npm run types` from the migrated database. Do not edit.

/** A row of each merchant table, as read. */
export type Tables = {
  access_links: {
    merchantId: string
    id: string
    kind: string
    staffId: string
    createdBy: string
    createdAt: Date
    expiresAt: Date
    usedAt: Date | null
  }
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
  api_keys: {
    merchantId: string
    id: string
    name: string
    prefix: string
    secretHash: Buffer
    scopes: string[]
    locationIds: string[] | null
    channels: string[] | null
    createdBy: string
    createdAt: Date
    expiresAt: Date | null
    revokedAt: Date | null
    lastUsedAt: Date | null
  }
  approval_settings: {
    merchantId: string
    id: string
    settings: object
    version: number
  }
  approvals: {
    merchantId: string
    id: string
    kind: string
    status: string
    input: object
    reason: string
    locationId: string | null
    orderId: string | null
    amount: number | null
    currency: string | null
    quantity: number | null
    requestedBy: string
    requestedAt: Date
    expiresAt: Date
    decidedBy: string | null
    decidedAt: Date | null
    note: string
    effectId: string | null
    effectVersion: number | null
    version: number
  }
  audit_blocks: {
    merchantId: string
    number: number
    entryIds: string[]
    firstId: string
    lastId: string
    marks: Buffer
    digest: Buffer
    mac: Buffer
    sealedAt: Date
  }
  barcode_settings: {
    merchantId: string
    prefix: string
    nextNumber: number
    version: number
  }
  bulk_jobs: {
    merchantId: string
    id: string
    list: string
    action: string
    input: object | null
    filter: object | null
    requestedBy: string
    origin: string | null
    requestedAt: Date
    status: string
    total: number
    done: number
    failed: number
    reverses: string | null
    workedUntil: Date | null
    endedAt: Date | null
    version: number
  }
  bulk_rows: {
    merchantId: string
    jobId: string
    rowNumber: number
    objectId: string
    label: string | null
    status: string
    code: string | null
    facts: object | null
    given: object | null
    result: object | null
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
  consents: {
    merchantId: string
    customerId: string
    purpose: string
    number: number
    id: string
    state: string
    channel: string
    noticeVersion: string | null
    evidence: Buffer | null
    decidedAt: Date
    recordedAt: Date
    recordedBy: string
  }
  contacts: {
    merchantId: string
    id: string
    personId: string
    sealed: Buffer
    createdAt: Date
  }
  customer_notes: {
    merchantId: string
    customerId: string
    id: string
    words: Buffer
    writtenBy: string
    writtenAt: Date
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
  disclosure_quotas: {
    merchantId: string
    actor: string
    hourBeganAt: Date
    inHour: number
    dayBeganAt: Date
    inDay: number
    toldAt: Date | null
  }
  disclosures: {
    merchantId: string
    personId: string
    id: string
    subjectType: string
    subjectId: string
    purpose: string
    reason: Buffer | null
    disclosedBy: string
    disclosedAt: Date
  }
  drains: {
    merchantId: string
    subscriber: string
    drainedAt: Date | null
  }
  edit_rows: {
    merchantId: string
    editId: string
    rowNumber: number
    objectId: string
    before: object | null
    after: object
    outcome: string | null
  }
  edits: {
    merchantId: string
    id: string
    kind: string
    rowCount: number
    madeBy: string
    madeAt: Date
    revertedBy: string | null
    revertedAt: Date | null
    version: number
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
    setAsideAt: Date | null
    setAsideBy: string | null
    setAsideReason: string | null
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
    entryId: string
    origin: string | null
    subjectId: string | null
  }
  export_rows: {
    merchantId: string
    exportId: string
    rowNumber: number
    objectId: string
    isDisclosed: boolean
    partId: string | null
  }
  exports: {
    merchantId: string
    id: string
    list: string
    format: string
    columns: object
    words: object
    timeZone: string
    filter: object | null
    fullFor: string | null
    requestedBy: string
    origin: string | null
    requestedAt: Date
    status: string
    code: string | null
    total: number
    done: number
    masked: number
    bytes: number
    workedUntil: Date | null
    endedAt: Date | null
    version: number
    scope: object
  }
  figure_builds: {
    merchantId: string
    timeZone: string
    position: string | null
    orders: number
    startedAt: Date
    completedAt: Date | null
  }
  former_emails: {
    merchantId: string
    staffId: string
    version: number
    sealed: Buffer
    replacedAt: Date
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
  legal_holds: {
    merchantId: string
    id: string
    subjectType: string
    subjectId: string
    reason: string
    until: Date | null
    version: number
    placedAt: Date
    placedBy: string
    releasedAt: Date | null
    releasedBy: string | null
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
  merchant_keys: {
    merchantId: string
    kind: string
    keyId: number
    wrappedKey: Buffer | null
    createdAt: Date
    retiredAt: Date | null
    destroyedAt: Date | null
  }
  notices: {
    merchantId: string
    id: string
    staffId: string
    kind: string
    objectType: string
    objectId: string
    actor: string
    at: Date
    readAt: Date | null
    version: number
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
    undoneBy: string | null
    undoneAt: Date | null
  }
  order_counts: {
    merchantId: string
    stage: string
    orders: number
  }
  order_day_areas: {
    merchantId: string
    day: string
    channel: string
    area: string
    currency: string
    orders: number
    amount: number
  }
  order_day_stages: {
    merchantId: string
    day: string
    channel: string
    stage: string
    orders: number
  }
  order_drafts: {
    merchantId: string
    id: string
    owner: string
    status: string
    version: number
    personId: string
    sealed: Buffer | null
    customerId: string | null
    channel: string | null
    lines: number
    orderId: string | null
    createdAt: Date
    savedAt: Date
    expiresAt: Date
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
  order_places: {
    merchantId: string
    locationId: string
    orderId: string
  }
  order_presets: {
    merchantId: string
    id: string
    kind: string
    subject: string
    preset: object
    version: number
    setBy: string
    setAt: Date
  }
  order_settings: {
    merchantId: string
    settings: object
  }
  order_slots: {
    merchantId: string
    day: string
    slot: number
    channel: string
    currency: string
    orders: number
    amount: number
    shipped: number
    cancelled: number
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
    shippedAt: Date | null
    cancelledAt: Date | null
    destinationArea: string | null
  }
  passkeys: {
    merchantId: string
    id: string
    staffId: string
    credentialId: Buffer
    publicKey: Buffer
    signCount: number
    transports: string[]
    name: string
    createdAt: Date
    lastUsedAt: Date | null
    removedAt: Date | null
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
  preferences: {
    merchantId: string
    staffId: string
    id: string
    settings: object
    version: number
  }
  privacy_settings: {
    merchantId: string
    settings: object
    version: number
  }
  product_pictures: {
    merchantId: string
    productId: string
    id: string
    position: number
    hash: string
    mediaType: string
    width: number
    height: number
    sizeBytes: number
    addedAt: Date
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
  recovery_codes: {
    merchantId: string
    staffId: string
    codeHash: Buffer
    createdAt: Date
    usedAt: Date | null
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
  roles: {
    merchantId: string
    id: string
    code: string
    name: string
    permissions: string[]
    version: number
    createdAt: Date
    archivedAt: Date | null
  }
  saved_views: {
    merchantId: string
    id: string
    list: string
    staffId: string
    isShared: boolean
    name: string
    content: object
    version: number
    createdAt: Date
    updatedAt: Date
    removedAt: Date | null
  }
  search_tokens: {
    merchantId: string
    objectType: string
    token: Buffer
    objectId: string
    keyId: number
  }
  security_settings: {
    merchantId: string
    id: string
    secondFactor: string
    idleMinutes: number
    sessionHours: number
    version: number
  }
  sessions: {
    merchantId: string
    id: string
    staffId: string
    secretHash: Buffer
    method: string
    origin: string
    userAgent: string
    createdAt: Date
    provenAt: Date
    seenAt: Date
    expiresAt: Date
    endedAt: Date | null
    version: number
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
    weightGrams: number | null
  }
  sign_in_challenges: {
    merchantId: string
    id: string
    kind: string
    staffId: string | null
    challenge: Buffer
    attempts: number
    expiresAt: Date
  }
  sign_in_failures: {
    merchantId: string
    bucket: Buffer
    failures: number
    lastFailedAt: Date
  }
  sourcing_decisions: {
    merchantId: string
    orderId: string
    decisionNumber: number
    at: Date
    decision: object
  }
  staff: {
    merchantId: string
    id: string
    keyId: number
    wrappedKey: Buffer | null
    sealed: Buffer
    loginKey: Buffer | null
    roles: string[]
    locationIds: string[] | null
    channels: string[] | null
    status: string
    locale: string
    passwordHash: string | null
    passwordSetAt: Date | null
    sealedTotp: Buffer | null
    totpConfirmedAt: Date | null
    totpLastStep: number | null
    version: number
    createdAt: Date
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
    isPriced: boolean
  }
  waiting_order_places: {
    merchantId: string
    locationId: string
    orderId: string
    kind: string
    channel: string
    since: Date
  }
  waiting_orders: {
    merchantId: string
    orderId: string
    kind: string
    channel: string
    since: Date
  }
}

/** The PostgreSQL type of each column. */
export const columnTypes = {
  access_links: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    staffId: 'uuid',
    createdBy: 'text',
    createdAt: 'timestamptz',
    expiresAt: 'timestamptz',
    usedAt: 'timestamptz',
  },
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
  api_keys: {
    merchantId: 'uuid',
    id: 'uuid',
    name: 'text',
    prefix: 'text',
    secretHash: 'bytea',
    scopes: '_text',
    locationIds: '_uuid',
    channels: '_text',
    createdBy: 'text',
    createdAt: 'timestamptz',
    expiresAt: 'timestamptz',
    revokedAt: 'timestamptz',
    lastUsedAt: 'timestamptz',
  },
  approval_settings: {
    merchantId: 'uuid',
    id: 'uuid',
    settings: 'jsonb',
    version: 'int4',
  },
  approvals: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    status: 'text',
    input: 'jsonb',
    reason: 'text',
    locationId: 'uuid',
    orderId: 'uuid',
    amount: 'int8',
    currency: 'text',
    quantity: 'int8',
    requestedBy: 'text',
    requestedAt: 'timestamptz',
    expiresAt: 'timestamptz',
    decidedBy: 'text',
    decidedAt: 'timestamptz',
    note: 'text',
    effectId: 'uuid',
    effectVersion: 'int4',
    version: 'int4',
  },
  audit_blocks: {
    merchantId: 'uuid',
    number: 'int8',
    entryIds: '_uuid',
    firstId: 'uuid',
    lastId: 'uuid',
    marks: 'bytea',
    digest: 'bytea',
    mac: 'bytea',
    sealedAt: 'timestamptz',
  },
  barcode_settings: {
    merchantId: 'uuid',
    prefix: 'text',
    nextNumber: 'int8',
    version: 'int4',
  },
  bulk_jobs: {
    merchantId: 'uuid',
    id: 'uuid',
    list: 'text',
    action: 'text',
    input: 'jsonb',
    filter: 'jsonb',
    requestedBy: 'text',
    origin: 'text',
    requestedAt: 'timestamptz',
    status: 'text',
    total: 'int4',
    done: 'int4',
    failed: 'int4',
    reverses: 'uuid',
    workedUntil: 'timestamptz',
    endedAt: 'timestamptz',
    version: 'int4',
  },
  bulk_rows: {
    merchantId: 'uuid',
    jobId: 'uuid',
    rowNumber: 'int4',
    objectId: 'uuid',
    label: 'text',
    status: 'text',
    code: 'text',
    facts: 'jsonb',
    given: 'jsonb',
    result: 'jsonb',
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
  consents: {
    merchantId: 'uuid',
    customerId: 'uuid',
    purpose: 'text',
    number: 'int4',
    id: 'uuid',
    state: 'text',
    channel: 'text',
    noticeVersion: 'text',
    evidence: 'bytea',
    decidedAt: 'timestamptz',
    recordedAt: 'timestamptz',
    recordedBy: 'text',
  },
  contacts: {
    merchantId: 'uuid',
    id: 'uuid',
    personId: 'uuid',
    sealed: 'bytea',
    createdAt: 'timestamptz',
  },
  customer_notes: {
    merchantId: 'uuid',
    customerId: 'uuid',
    id: 'uuid',
    words: 'bytea',
    writtenBy: 'text',
    writtenAt: 'timestamptz',
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
  disclosure_quotas: {
    merchantId: 'uuid',
    actor: 'text',
    hourBeganAt: 'timestamptz',
    inHour: 'int4',
    dayBeganAt: 'timestamptz',
    inDay: 'int4',
    toldAt: 'timestamptz',
  },
  disclosures: {
    merchantId: 'uuid',
    personId: 'uuid',
    id: 'uuid',
    subjectType: 'text',
    subjectId: 'uuid',
    purpose: 'text',
    reason: 'bytea',
    disclosedBy: 'text',
    disclosedAt: 'timestamptz',
  },
  drains: {
    merchantId: 'uuid',
    subscriber: 'text',
    drainedAt: 'timestamptz',
  },
  edit_rows: {
    merchantId: 'uuid',
    editId: 'uuid',
    rowNumber: 'int4',
    objectId: 'uuid',
    before: 'jsonb',
    after: 'jsonb',
    outcome: 'text',
  },
  edits: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    rowCount: 'int4',
    madeBy: 'text',
    madeAt: 'timestamptz',
    revertedBy: 'text',
    revertedAt: 'timestamptz',
    version: 'int4',
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
    setAsideAt: 'timestamptz',
    setAsideBy: 'text',
    setAsideReason: 'text',
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
    entryId: 'uuid',
    origin: 'text',
    subjectId: 'uuid',
  },
  export_rows: {
    merchantId: 'uuid',
    exportId: 'uuid',
    rowNumber: 'int4',
    objectId: 'uuid',
    isDisclosed: 'bool',
    partId: 'uuid',
  },
  exports: {
    merchantId: 'uuid',
    id: 'uuid',
    list: 'text',
    format: 'text',
    columns: 'jsonb',
    words: 'jsonb',
    timeZone: 'text',
    filter: 'jsonb',
    fullFor: 'text',
    requestedBy: 'text',
    origin: 'text',
    requestedAt: 'timestamptz',
    status: 'text',
    code: 'text',
    total: 'int4',
    done: 'int4',
    masked: 'int4',
    bytes: 'int8',
    workedUntil: 'timestamptz',
    endedAt: 'timestamptz',
    version: 'int4',
    scope: 'jsonb',
  },
  figure_builds: {
    merchantId: 'uuid',
    timeZone: 'text',
    position: 'uuid',
    orders: 'int8',
    startedAt: 'timestamptz',
    completedAt: 'timestamptz',
  },
  former_emails: {
    merchantId: 'uuid',
    staffId: 'uuid',
    version: 'int4',
    sealed: 'bytea',
    replacedAt: 'timestamptz',
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
  legal_holds: {
    merchantId: 'uuid',
    id: 'uuid',
    subjectType: 'text',
    subjectId: 'uuid',
    reason: 'text',
    until: 'timestamptz',
    version: 'int4',
    placedAt: 'timestamptz',
    placedBy: 'text',
    releasedAt: 'timestamptz',
    releasedBy: 'text',
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
  merchant_keys: {
    merchantId: 'uuid',
    kind: 'text',
    keyId: 'int2',
    wrappedKey: 'bytea',
    createdAt: 'timestamptz',
    retiredAt: 'timestamptz',
    destroyedAt: 'timestamptz',
  },
  notices: {
    merchantId: 'uuid',
    id: 'uuid',
    staffId: 'uuid',
    kind: 'text',
    objectType: 'text',
    objectId: 'uuid',
    actor: 'text',
    at: 'timestamptz',
    readAt: 'timestamptz',
    version: 'int4',
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
    undoneBy: 'text',
    undoneAt: 'timestamptz',
  },
  order_counts: {
    merchantId: 'uuid',
    stage: 'text',
    orders: 'int8',
  },
  order_day_areas: {
    merchantId: 'uuid',
    day: 'date',
    channel: 'text',
    area: 'text',
    currency: 'text',
    orders: 'int8',
    amount: 'int8',
  },
  order_day_stages: {
    merchantId: 'uuid',
    day: 'date',
    channel: 'text',
    stage: 'text',
    orders: 'int8',
  },
  order_drafts: {
    merchantId: 'uuid',
    id: 'uuid',
    owner: 'text',
    status: 'text',
    version: 'int4',
    personId: 'uuid',
    sealed: 'bytea',
    customerId: 'uuid',
    channel: 'text',
    lines: 'int4',
    orderId: 'uuid',
    createdAt: 'timestamptz',
    savedAt: 'timestamptz',
    expiresAt: 'timestamptz',
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
  order_places: {
    merchantId: 'uuid',
    locationId: 'uuid',
    orderId: 'uuid',
  },
  order_presets: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    subject: 'text',
    preset: 'jsonb',
    version: 'int4',
    setBy: 'text',
    setAt: 'timestamptz',
  },
  order_settings: {
    merchantId: 'uuid',
    settings: 'jsonb',
  },
  order_slots: {
    merchantId: 'uuid',
    day: 'date',
    slot: 'int2',
    channel: 'text',
    currency: 'text',
    orders: 'int8',
    amount: 'int8',
    shipped: 'int8',
    cancelled: 'int8',
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
    shippedAt: 'timestamptz',
    cancelledAt: 'timestamptz',
    destinationArea: 'text',
  },
  passkeys: {
    merchantId: 'uuid',
    id: 'uuid',
    staffId: 'uuid',
    credentialId: 'bytea',
    publicKey: 'bytea',
    signCount: 'int8',
    transports: '_text',
    name: 'text',
    createdAt: 'timestamptz',
    lastUsedAt: 'timestamptz',
    removedAt: 'timestamptz',
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
  preferences: {
    merchantId: 'uuid',
    staffId: 'uuid',
    id: 'uuid',
    settings: 'jsonb',
    version: 'int4',
  },
  privacy_settings: {
    merchantId: 'uuid',
    settings: 'jsonb',
    version: 'int4',
  },
  product_pictures: {
    merchantId: 'uuid',
    productId: 'uuid',
    id: 'uuid',
    position: 'int2',
    hash: 'text',
    mediaType: 'text',
    width: 'int4',
    height: 'int4',
    sizeBytes: 'int4',
    addedAt: 'timestamptz',
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
  recovery_codes: {
    merchantId: 'uuid',
    staffId: 'uuid',
    codeHash: 'bytea',
    createdAt: 'timestamptz',
    usedAt: 'timestamptz',
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
  roles: {
    merchantId: 'uuid',
    id: 'uuid',
    code: 'text',
    name: 'text',
    permissions: '_text',
    version: 'int4',
    createdAt: 'timestamptz',
    archivedAt: 'timestamptz',
  },
  saved_views: {
    merchantId: 'uuid',
    id: 'uuid',
    list: 'text',
    staffId: 'uuid',
    isShared: 'bool',
    name: 'text',
    content: 'jsonb',
    version: 'int4',
    createdAt: 'timestamptz',
    updatedAt: 'timestamptz',
    removedAt: 'timestamptz',
  },
  search_tokens: {
    merchantId: 'uuid',
    objectType: 'text',
    token: 'bytea',
    objectId: 'uuid',
    keyId: 'int2',
  },
  security_settings: {
    merchantId: 'uuid',
    id: 'uuid',
    secondFactor: 'text',
    idleMinutes: 'int4',
    sessionHours: 'int4',
    version: 'int4',
  },
  sessions: {
    merchantId: 'uuid',
    id: 'uuid',
    staffId: 'uuid',
    secretHash: 'bytea',
    method: 'text',
    origin: 'text',
    userAgent: 'text',
    createdAt: 'timestamptz',
    provenAt: 'timestamptz',
    seenAt: 'timestamptz',
    expiresAt: 'timestamptz',
    endedAt: 'timestamptz',
    version: 'int4',
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
    weightGrams: 'int4',
  },
  sign_in_challenges: {
    merchantId: 'uuid',
    id: 'uuid',
    kind: 'text',
    staffId: 'uuid',
    challenge: 'bytea',
    attempts: 'int2',
    expiresAt: 'timestamptz',
  },
  sign_in_failures: {
    merchantId: 'uuid',
    bucket: 'bytea',
    failures: 'int4',
    lastFailedAt: 'timestamptz',
  },
  sourcing_decisions: {
    merchantId: 'uuid',
    orderId: 'uuid',
    decisionNumber: 'int2',
    at: 'timestamptz',
    decision: 'jsonb',
  },
  staff: {
    merchantId: 'uuid',
    id: 'uuid',
    keyId: 'int2',
    wrappedKey: 'bytea',
    sealed: 'bytea',
    loginKey: 'bytea',
    roles: '_text',
    locationIds: '_uuid',
    channels: '_text',
    status: 'text',
    locale: 'text',
    passwordHash: 'text',
    passwordSetAt: 'timestamptz',
    sealedTotp: 'bytea',
    totpConfirmedAt: 'timestamptz',
    totpLastStep: 'int8',
    version: 'int4',
    createdAt: 'timestamptz',
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
    isPriced: 'bool',
  },
  waiting_order_places: {
    merchantId: 'uuid',
    locationId: 'uuid',
    orderId: 'uuid',
    kind: 'text',
    channel: 'text',
    since: 'timestamptz',
  },
  waiting_orders: {
    merchantId: 'uuid',
    orderId: 'uuid',
    kind: 'text',
    channel: 'text',
    since: 'timestamptz',
  },
} as const
