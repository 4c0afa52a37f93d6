import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { type Lock, missingEntries } from './complete-lock.ts'

test('package-lock.json is whole, so that `npm ci` takes it on any system', async () => {
  const lock = JSON.parse(await readFile(new URL('../package-lock.json', import.meta.url), 'utf8')) as Lock
  assert.deepEqual(Object.keys(missingEntries(lock)), [], 'run node scripts/complete-lock.ts')
})

test('an entry is for the system that the name of the package tells', () => {
  const optionalDependencies = {
    '@a/cli-linux-arm64-musl': '1.2.3',
    '@a/cli-win32-x64': '1.2.3',
    '@a/there': '1.2.3',
    ranged: '^1.0.0',
  }
  const packages = { '': {}, 'node_modules/a': { dev: true, optionalDependencies }, 'node_modules/@a/there': {} }
  assert.deepEqual(missingEntries({ packages }), {
    'node_modules/@a/cli-linux-arm64-musl': {
      version: '1.2.3',
      cpu: ['arm64'],
      dev: true,
      libc: ['musl'],
      optional: true,
      os: ['linux'],
    },
    'node_modules/@a/cli-win32-x64': { version: '1.2.3', cpu: ['x64'], dev: true, optional: true, os: ['win32'] },
  })
})
