// What the device keeps of an import that is being sent, so that choosing the same file again goes on where it was cut off: under
// which token its portions were sent, and which rows were taken. Nothing of what stands in the file.
import { dayMs } from '../../src/platform/time.ts'
import type { ImportRow } from './import-kind.ts'

/** An import that is being sent. `taken` has a letter for each row. */
export type KeptImport = { token: string; taken: string; at: number }

const prefix = 'yidan-import:'

/** By what an import is known again: who sends which rows. */
export async function idOfImport(sender: string, kind: string, rows: readonly ImportRow[]): Promise<string> {
  return prefix + (await digest([sender, kind, rows]))
}

/** What was kept of an import that was cut off, for a day: so long the server surely knows its portions. */
export function find(id: string, now: number): KeptImport | undefined {
  const text = read(id)
  if (text === null) return undefined
  const kept = JSON.parse(text) as KeptImport
  if (now - kept.at < dayMs) return kept
  forget(id)
  return undefined
}

/** Keeps how far an import is. A device that keeps nothing is no fault: then what the server knows decides. */
export function keep(id: string, kept: KeptImport): void {
  try {
    localStorage.setItem(id, JSON.stringify(kept))
  } catch {
    // It is full, or refuses.
  }
}

/** Forgets an import that came to its end. */
export function forget(id: string): void {
  try {
    localStorage.removeItem(id)
  } catch {
    // It refuses.
  }
}

/** The idempotency key of a portion. */
export function keyOfPortion(token: string, content: unknown): Promise<string> {
  return digest([token, content])
}

function read(id: string): string | null {
  try {
    return localStorage.getItem(id)
  } catch {
    return null
  }
}

async function digest(content: unknown): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(content))
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
