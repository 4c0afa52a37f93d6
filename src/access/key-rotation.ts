// A key rotation puts a merchant's key of one kind in the place of the one before: the new one makes what is new from then on,
// what the old one made is made anew portion by portion, and at the end the old one is destroyed. Decision 021.
import type { KeyKind } from '../platform/crypto/key-ring.ts'
import { DomainError } from '../platform/errors.ts'

/** What is gone through, in this order, for a key of each kind. */
export const rotationSteps = {
  wrapping: ['people', 'staff'],
  search: ['customers', 'orders', 'products', 'tokens'],
} as const satisfies Record<KeyKind, readonly string[]>

/** A part of a rotation. */
export type RotationStepName = (typeof rotationSteps)[KeyKind][number]

/** A rotation as it stands; of the instance's key it is done at once, and its numbers are the keys' fingerprints. */
export type KeyRotation = {
  id: string
  kind: KeyKind | 'instance'
  oldKeyId: number
  newKeyId: number
  step: RotationStepName | 'keys'
  /** Behind which of the step's rows to go on; null: from its first. */
  position: string | null
  done: number
  /** Null until it is counted, at the first portion. */
  total: number | null
  version: number
  startedBy: string
  startedAt: Date
  completedAt: Date | null
}

/** One that is gone through step by step. */
export type RunningRotation = KeyRotation & { kind: KeyKind; step: RotationStepName }

/** The refusal of a rotation while another one runs. */
export function rotationRunning({ id, kind }: Pick<KeyRotation, 'id' | 'kind'>): DomainError {
  return new DomainError('conflict', 'key_rotation_running', { facts: { rotationId: id, kind: nameOfKind(kind) } })
}

/** A kind as people name it: what a wrapping key is, is the merchant's. */
export function nameOfKind(kind: KeyRotation['kind']): 'merchant' | 'search' | 'instance' {
  return kind === 'wrapping' ? 'merchant' : kind
}

/** A rotation after a portion: further in its step, at the next one, or at the end (`isThrough`). */
export function afterPortion(
  rotation: RunningRotation,
  { done, next }: { done: number; next: string | null },
): { rotation: RunningRotation; isThrough: boolean } {
  const counted = { ...rotation, done: rotation.done + done, position: next }
  const total = counted.total === null ? null : Math.max(counted.total, counted.done)
  if (next !== null) return { rotation: { ...counted, total }, isThrough: false }
  const names: readonly RotationStepName[] = rotationSteps[rotation.kind]
  const following = names[names.indexOf(rotation.step) + 1]
  return {
    rotation: { ...counted, total, step: following ?? rotation.step },
    isThrough: following === undefined,
  }
}
