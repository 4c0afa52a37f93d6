import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readConfig } from '../config.ts'
import { createKeyCommand } from './key-command.ts'

test('a scope that no operation asks for makes no key, and those that there are are told', async () => {
  const config = readConfig({ YIDAN_DATA: '/nowhere' })
  const making = createKeyCommand({ name: 'key', scope: ['orders.read', 'bogus.scope'] }, config)
  await assert.rejects(
    making,
    /no such scope: bogus\.scope; there are \*, access\.keys, .*, orders\.read, .*stock\.transfer/,
  )
})
