import assert from 'node:assert/strict'
import { test } from 'node:test'
import { permissionsOfRoles } from '../../access/role.ts'
import { policy } from '../../shell/policy.ts'
import { firstSteps, permissionOfStep } from './first-steps.ts'

test('each role is shown the steps that it can take, and the owner all of them', () => {
  const shownTo = (role: string) => {
    const may = permissionsOfRoles(policy, { roles: [role], permissions: [] })
    return firstSteps.filter((step) => may(permissionOfStep[step]))
  }
  assert.deepEqual(shownTo('owner'), [...firstSteps])
  assert.deepEqual(shownTo('read_only'), [])
  for (const role of ['warehouse', 'order_clerk', 'manager']) {
    assert.ok(!shownTo(role).includes('second_factor'), `the owner's second factor is not set up by ${role}`)
  }
})
