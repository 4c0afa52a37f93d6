import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const remains = { check: '34-erased-people', fault: 'what was written of an erased person remains' }
  const erased = { order: id.completed }
  const at = `'2026-01-05T08:00:00Z'`
  const eraseCustomer = `update people set wrapped_key = null, erased_at = ${at}
    where id = (select person_id from customers where id = '${id.customer}')`
  const ofErased: Record<string, string> = {
    note: `insert into order_notes values ('${id.merchant}', '${id.completed}', '${id.note}', 'x', 'staff:1', ${at})`,
    hold: `insert into order_holds values
      ('${id.merchant}', '${id.completed}', '${id.manualHold}', 'manual', '', 'x', ${at}, 'staff:1', ${at}, 'staff:1')`,
    cancellation: `update order_cancellations set order_id = '${id.completed}', reason = 'x' where id = '${id.cancellation}'`,
    placeHold: `insert into fulfillment_holds values
      ('${id.merchant}', '${id.completedWork}', '${id.placeHold}', 'x', ${at}, 'staff:1', ${at}, 'staff:1')`,
    scan: `insert into tracking_events values
      ('${id.merchant}', '${id.delivered}', ${at}, 'other', '', 'x', ${at})`,
    payment: `update payments set reference = 'x' where order_id = '${id.completed}'`,
    approval: `update approvals set order_id = '${id.completed}', reason = 'x' where id = '${id.approvedRefund}'`,
    legalHold: `update legal_holds set subject_id = '${id.completed}' where id = '${id.legalHold}'`,
    contentHash: `update orders set content_hash = '\\x01' where id = '${id.completed}'`,
  }
  return [
    ...Object.entries(ofErased).map(([found, sql]) => ({ ...remains, ids: erased, found, sql })),
    ...[`code = 'C-1'`, `code = null, phone_key = '\\x01'`].map((change) => ({
      ...{ check: '34-erased-people', fault: 'erased customer can still be told', ids: { customer: id.customer } },
      sql: `${eraseCustomer}; update customers set phone_key = null, email_key = null where id = '${id.customer}';
        update customers set ${change} where id = '${id.customer}'`,
    })),
    {
      ...{ check: '34-erased-people', fault: 'erased customer still agrees' },
      ...{ ids: { customer: id.customer, purpose: 'profiling' }, sql: eraseCustomer },
    },
    {
      ...{
        check: '34-erased-people',
        fault: 'event holds what somebody wrote',
        ids: { order: id.picking, version: 2 },
      },
      sql: `update events set data = data || '{"reason": "x"}' where object_id = '${id.picking}' and version = 2`,
    },
  ]
})

testDamages((id) => {
  const looked = { check: '26-disclosures', fault: 'disclosure without its event', ids: { disclosure: id.disclosure } }
  const consent = { customer: id.customer, purpose: 'profiling' }
  const counts = { check: '21-events', fault: 'events differ from the version' }
  const of = (object: string) => `where object_id = '${object}'`
  return [
    { ...looked, found: 'none', sql: `delete from events ${of(id.disclosure)}` },
    { ...looked, sql: `update events set actor = 'staff:2' ${of(id.disclosure)}` },
    { ...looked, sql: `update events set data = '{"purpose": "other"}' ${of(id.disclosure)}` },
    { ...looked, sql: `update events set object_type = 'export' ${of(id.disclosure)}` },
    { ...looked, sql: `update disclosures set purpose = 'export' where id = '${id.disclosure}'` },
    {
      ...{ check: '17-consents', fault: 'a record of consent is missing', ids: { ...consent, number: 2 } },
      sql: `update consents set number = 2 where id = '${id.consent}'`,
    },
    {
      ...{ check: '17-consents', fault: 'consent from the future', ids: { consent: id.consent } },
      sql: `update consents set decided_at = '2026-01-05T08:00:01Z' where id = '${id.consent}'`,
    },
    ...[
      ['consents', 'evidence', id.consent],
      ['disclosures', 'reason', id.disclosure],
      ['customer_notes', 'words', id.customerNote],
    ].map(([table = '', column, row = '']) => {
      return {
        ...{ check: '33-sealed-texts', fault: 'sealed text does not open', ids: { [table]: row } },
        sql: `update ${table} set ${column} = set_byte(${column}, 20, 255 - get_byte(${column}, 20)) where id = '${row}'`,
      }
    }),
    ...Object.entries({ consent: id.consent, customer_note: id.customerNote, legal_hold: id.legalHold }).map(
      ([type, objectId]) => ({
        ...{ ...counts, ids: { [type]: objectId }, sql: `delete from events ${of(objectId)}` },
      }),
    ),
    {
      ...{ ...counts, ids: {}, found: '0 events, the last of version 0' },
      sql: `delete from events where object_type = 'person' and merchant_id = '${id.merchant}'`,
    },
    {
      ...{ check: '24-orphans-platform', fault: 'event of no object', ids: { disclosure: id.disclosure } },
      sql: `delete from disclosures where id = '${id.disclosure}'`,
    },
    {
      ...{ check: '24-orphans-platform', fault: 'hold of nothing', ids: { legalHold: id.legalHold } },
      sql: `update legal_holds set subject_type = 'customer' where id = '${id.legalHold}'`,
    },
  ]
})
