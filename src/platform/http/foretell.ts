import type { Command } from '../command.ts'
import type { Effects, Foretell } from '../preview.ts'
import type { App } from './app.ts'
import type { Contract, InputOf } from './contract.ts'

/**
 * Adds numbers to the preview of an operation. Any module may that knows some: the one that serves it, and those above it, of
 * which it knows nothing. They read before the use case changes anything.
 */
export function foretell<C extends Contract>(
  app: Pick<App, 'foretellers'>,
  { operation }: C,
  effectsOf: (command: Command, input: InputOf<C>) => Promise<Effects>,
): void {
  const others = app.foretellers.get(operation) ?? []
  app.foretellers.set(operation, [...others, effectsOf as Foretell])
}

/** Every number that is known of an operation's input. */
export async function foretold(
  { foretellers }: Pick<App, 'foretellers'>,
  { operation }: Contract,
  command: Command,
  input: unknown,
): Promise<Effects> {
  const numbers: Record<string, Effects[string]> = {}
  for (const effectsOf of foretellers.get(operation) ?? []) Object.assign(numbers, await effectsOf(command, input))
  return numbers
}
