import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactBody } from '../../../customers/contact.ts'
import { findRegion } from '../../../locations/regions.ts'
import { seededRandom } from '../../../platform/random.ts'
import { sampleCustomers, samplePerson } from './sample-people.ts'

test('customers are of all tiers, told apart by code and phone, and the same each time', () => {
  const customers = sampleCustomers()
  assert.deepEqual([...new Set(customers.map(({ tier }) => tier))].sort(), ['key', 'standard', 'vip'])
  assert.equal(new Set(customers.map(({ code }) => code)).size, customers.length)
  assert.equal(new Set(customers.map(({ contact }) => contact.phone)).size, customers.length)
  assert.ok(customers.some(({ blocked }) => blocked))
  assert.deepEqual(sampleCustomers(), customers)
})

test('people live in districts that exist and have numbers that look Chinese', () => {
  const random = seededRandom('people')
  for (let index = 0; index < 500; index++) {
    const person = samplePerson(random)
    assert.ok(contactBody.safeParse(person).success)
    assert.match(person.phone ?? '', /^\+86 1[3-9]\d{9}$/)
    const region = findRegion(person)
    assert.equal(region?.district, person.district, `${person.province} ${person.city} ${person.district}`)
  }
})
