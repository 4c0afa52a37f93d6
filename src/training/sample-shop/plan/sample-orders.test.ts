import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs } from '../../../platform/time.ts'
import { samplePeriodMs } from '../load-sample-shop.ts'
import { closedStories } from './closed-stories.ts'
import { openStories } from './open-stories.ts'
import { planOrders } from './sample-orders.ts'
import { sampleCustomers } from './sample-people.ts'
import { sampleGoods } from './sample-products.ts'

const parts = { variants: sampleGoods().variants, customers: sampleCustomers() }

function planAt(end: Date) {
  const period = { from: new Date(end.getTime() - samplePeriodMs), to: end }
  return { period, orders: planOrders(period, parts) }
}

test('at whatever hour the period ends, every order is placed in it, in turn, under a number of its own', () => {
  for (let step = 0; step < 28; step++) {
    const { period, orders } = planAt(new Date(Date.UTC(2025, 2, 3) + step * 7 * hourMs))
    assert.ok(orders.length > 400)
    assert.equal(new Set(orders.map(({ externalId }) => externalId)).size, orders.length)
    for (const [index, { at }] of orders.entries()) {
      assert.ok(at > period.from && at < period.to)
      assert.ok(index === 0 || at >= (orders[index - 1]?.at ?? at))
    }
  }
})

test('the same period gives the same plan', () => {
  const end = new Date(Date.UTC(2025, 5, 11, 3))
  assert.deepEqual(planAt(end), planAt(end))
})

test('every story has its orders, at the age that it wants', () => {
  const { period, orders } = planAt(new Date(Date.UTC(2025, 8, 20, 15)))
  for (const { name, orders: count, ages } of [...openStories, ...closedStories]) {
    const ofStory = orders.filter(({ story }) => story.name === name)
    assert.equal(ofStory.length, count, name)
    for (const { at } of ofStory) {
      const age = (period.to.getTime() - at.getTime()) / hourMs
      assert.ok(age >= ages[0] && age <= ages[1], `${name} ${age}`)
    }
  }
  const names = [...openStories, ...closedStories].map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
  assert.ok(samplePeriodMs > 800 * hourMs && samplePeriodMs % dayMs === 0)
})
