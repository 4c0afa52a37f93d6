import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

test('a reader that goes away (`| head`) is no fault of the command', async () => {
  const child = spawn(process.execPath, [fileURLToPath(new URL('yidan.ts', import.meta.url)), 'openapi'])
  let complaints = ''
  child.stderr.on('data', (bytes) => {
    complaints += String(bytes)
  })
  await once(child.stdout, 'data')
  child.stdout.destroy()
  const [code] = await once(child, 'close')
  assert.deepEqual([code, complaints], [0, ''])
})
