import { setTimeout as pause } from 'node:timers/promises'
import type { KeyRotation } from '../access/key-rotation.ts'
import { findKeyRotations, findRunningRotation } from '../access/key-rotation-store.ts'
import { startKeyRotation } from '../access/start-key-rotation.ts'
import type { Config } from '../config.ts'
import { runCommand, runQuery } from '../platform/command.ts'
import type { KeyKind } from '../platform/crypto/key-ring.ts'
import { DomainError } from '../platform/errors.ts'
import type { Runtime } from '../platform/runtime.ts'
import { monotonicMs } from '../platform/time.ts'
import { continueRotation } from '../shell/continue-rotations.ts'
import { rotateInstanceKey } from '../shell/rotate-instance-key.ts'
import { listenForStop } from '../shell/stop-request.ts'
import { chooseMerchant } from './key-command.ts'
import { createProgressBar, grouped } from './progress-bar.ts'
import { withInstance } from './with-instance.ts'

const actor = 'system:command-line'
const connections = 2
const waitMs = 500

/**
 * `yidan keys rotate`: renews a merchant's key, or goes on with a renewal of the kind that was begun, until the old key is
 * destroyed. Beside a worker either does a portion when it comes to it. Answers what was done, as text.
 * @throws Error when another key of the merchant is being renewed, or on Ctrl-C
 */
export function rotateCommand(
  { merchant, search = false }: { merchant?: string | undefined; search?: boolean | undefined },
  config: Config,
): Promise<string> {
  const stop = listenForStop()
  let isStopping = false
  void stop.asked.then(() => {
    isStopping = true
  })
  return withInstance(config, { connections, onProgress: say }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    const begun = await begin(runtime, merchantId, search ? 'search' : 'wrapping')
    const ended = await watch(runtime, merchantId, begun, () => isStopping)
    if (ended === undefined) throw new Error('stopped; the worker goes on from there, and so does the next run')
    return `key ${ended.newKeyId} is in use, key ${ended.oldKeyId} is destroyed: ${grouped(ended.done)} made anew\n`
  })
}

/** `yidan keys rotate-instance`: renews the instance's key. Answers what was done, as text. @throws as `rotateInstanceKey` */
export function rotateInstanceCommand(config: Config): Promise<string> {
  return withInstance(config, { connections, onProgress: say }, async (runtime) => {
    const wrapped = await rotateInstanceKey(runtime, config, { actor, onProgress: tellMerchants() })
    const next =
      config.instanceKey === undefined
        ? 'back up instance.key anew, and destroy the copies of the one before'
        : 'give the next key as YIDAN_INSTANCE_KEY now, and take YIDAN_INSTANCE_KEY_NEXT away'
    return `${grouped(wrapped)} keys are wrapped by the new instance key; ${next}\n`
  })
}

async function begin(runtime: Runtime, merchantId: string, kind: KeyKind): Promise<KeyRotation> {
  try {
    return await runCommand(runtime, { merchantId, actor }, (command) => startKeyRotation(command, kind))
  } catch (error) {
    const running = await runQuery(runtime, { merchantId }, ({ tx }) => findRunningRotation(tx))
    if (!(error instanceof DomainError) || running?.kind !== kind) throw error
    say('going on with the renewal that was begun')
    return running
  }
}

/** Works, or waits while another process does, until the rotation has ended; undefined when it was to stop before. */
async function watch(
  runtime: Runtime,
  merchantId: string,
  { id, done: earlier }: KeyRotation,
  isOver: () => boolean,
): Promise<KeyRotation | undefined> {
  let bar: ReturnType<typeof createProgressBar> | undefined
  const onProgress = ({ done, total }: KeyRotation) => {
    bar ??= createProgressBar('renewing', total ?? done, screen)
    bar.show(done, earlier)
  }
  try {
    while (!isOver()) {
      const worked = await continueRotation(runtime, merchantId, { isOver, onProgress })
      if (worked?.completedAt) return worked
      const [found] = await runQuery(runtime, { merchantId }, ({ tx }) => findKeyRotations(tx, { limit: 1 }))
      if (found?.id === id && found.completedAt !== null) return found
      if (found !== undefined && found.total !== null) onProgress(found)
      await pause(waitMs)
    }
    return undefined
  } finally {
    bar?.end()
  }
}

const screen = {
  write: (text: string) => void process.stderr.write(text),
  isTerminal: process.stderr.isTTY === true,
  nowMs: monotonicMs,
}

function tellMerchants(): (done: number, of: number) => void {
  let bar: ReturnType<typeof createProgressBar> | undefined
  return (done, of) => {
    bar ??= createProgressBar('merchants', of, screen)
    bar.show(done)
    if (done === of) bar.end()
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
