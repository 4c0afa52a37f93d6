/** Of what the entries tell, for the filter: the part of an event's type before its point. */
export const auditObjects = [
  ...['order', 'order_note', 'payment', 'approval', 'fulfillment_order', 'shipment', 'stock'],
  ...[
    'product',
    'variant',
    'edit',
    'tax_class',
    'customer',
    'customer_note',
    'person',
    'personal_data',
    'location',
    'channel',
  ],
  ...['staff', 'session', 'sign_in', 'access_link', 'role', 'api_key', 'key_rotation', 'audit'],
  ...['merchant', 'order_settings', 'approval_settings', 'privacy_settings', 'security_settings'],
  ...['disclosure_limit', 'dead_letters', 'import', 'sample_shop'],
] as const
