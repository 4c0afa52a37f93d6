import { testDamages } from '../../../test/support/damaged-shop.ts'

testDamages((id) => {
  const check = '17-approvals'
  const edits = '24-orphans-edits'
  const set = (approvalId: string, change: string) => `update approvals set ${change} where id = '${approvalId}'`
  const event = (objectId: string, version: number) => `object_id = '${objectId}' and version = ${version}`
  const [writeOff, refund] = [{ approval: id.approvedWriteOff }, { approval: id.approvedRefund }]
  return [
    ...[
      { sql: `update events set actor = 'staff:1' where ${event(id.damage, 1)}`, ids: writeOff },
      { sql: `update events set data = data - 'requestedBy' where ${event(id.damage, 1)}`, ids: writeOff },
      { sql: `update events set type = 'stock.received' where ${event(id.damage, 1)}`, ids: writeOff },
      { sql: `delete from events where ${event(id.damage, 1)}`, ids: writeOff },
      { sql: set(id.approvedRefund, 'amount = 99'), ids: refund },
      { sql: set(id.approvedRefund, 'effect_version = 9'), ids: refund },
    ].map((damage) => ({ ...damage, check, fault: 'approved without its effect' })),
    {
      ...{ check, fault: 'who asked approved', ids: refund },
      sql: set(id.approvedRefund, `requested_by = 'staff:2'`),
    },
    {
      ...{ check, fault: 'one effect for several approvals', ids: { object: id.damage, version: 1 } },
      sql: set(id.approvedRefund, `effect_id = '${id.damage}', effect_version = 1`),
    },
    {
      ...{ check, fault: 'done for a request that was not approved', ids: writeOff },
      sql: set(id.approvedWriteOff, `status = 'declined', effect_id = null, effect_version = null`),
    },
    {
      ...{ check: '20-approvals', fault: 'request outlives its time', ids: { approval: id.openApproval } },
      sql: set(id.openApproval, `expires_at = '2026-01-02T00:00:00Z'`),
    },
    {
      ...{ check: '17-present-states', fault: 'the last step led elsewhere', ids: { approval: id.openApproval } },
      sql: set(id.openApproval, `status = 'declined'`),
    },
    {
      ...{ check: '17-histories', fault: 'the machine does not allow the step', ids: { ...writeOff, version: 2 } },
      sql: `update events set data = data || '{"to": "requested", "from": "approved"}' where ${event(id.approvedWriteOff, 2)};
        update events set data = data || '{"to": "approved"}' where ${event(id.approvedWriteOff, 1)}`,
    },
    {
      ...{ check: '21-events', fault: 'events differ from the version', ids: { approval: id.openApproval } },
      sql: set(id.openApproval, 'version = 2'),
    },
    {
      ...{ check: '24-orphans-platform', fault: 'event of no object', ids: { approval: id.openApproval } },
      sql: `delete from approvals where id = '${id.openApproval}'`,
    },
    {
      ...{ check: '24-orphans-stock', fault: 'approval without its location', ids: { approval: id.openApproval } },
      sql: set(id.openApproval, `location_id = '${id.tea}'`),
    },
    {
      ...{ check: '24-orphans-orders', fault: 'approval without its order', ids: refund },
      sql: set(id.approvedRefund, `order_id = '${id.tea}'`),
    },
    {
      ...{ check: '26-actors', fault: 'nobody did it', ids: { approval: id.openApproval } },
      sql: set(id.openApproval, `requested_by = ''`),
    },
    {
      ...{ check: edits, fault: 'edit differs from its rows', ids: { edit: id.edit } },
      sql: `update edit_rows set outcome = null where edit_id = '${id.edit}'`,
    },
    {
      ...{ check: edits, fault: 'row without its edit', ids: { edit: id.edit, row: 1 } },
      sql: `delete from edits where id = '${id.edit}'`,
    },
    {
      ...{ check: edits, fault: 'row of no object', ids: { edit: id.edit, row: 1 } },
      sql: `update edit_rows set object_id = '${id.north}' where edit_id = '${id.edit}'`,
    },
    {
      ...{
        check: '14-cancellations',
        fault: 'order was cancelled in name only, or not in name',
        ids: { order: id.cancelled },
      },
      sql: `update order_cancellations set status = 'undone', undone_by = 'staff:1', undone_at = now() where id = '${id.cancellation}'`,
    },
  ]
})
