import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockAt, momentAt } from './zone-clock.ts'

test('a picker shows the clocks of the shop, wherever the machine stands', () => {
  const machine = process.env.TZ
  try {
    for (const zone of ['America/Los_Angeles', 'Asia/Shanghai', 'UTC']) {
      process.env.TZ = zone
      const shown = clockAt('2026-03-05T17:31:40Z', 'Asia/Shanghai')
      assert.equal(shown.format('YYYY-MM-DD HH:mm'), '2026-03-06 01:31', zone)
      assert.equal(momentAt(shown, 'Asia/Shanghai').toISOString(), '2026-03-05T17:31:00.000Z', zone)
      assert.equal(momentAt(shown, 'Europe/London').toISOString(), '2026-03-06T01:31:00.000Z', zone)
    }
  } finally {
    if (machine === undefined) delete process.env.TZ
    else process.env.TZ = machine
  }
})
