import type { Config } from '../config.ts'
import { drainAll } from '../shell/run-drains.ts'
import { withInstance } from './with-instance.ts'

/** `yidan drain`: handles every event that is due, for every merchant; answers how many that was. */
export function drainCommand(config: Config): Promise<number> {
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 2, onProgress }, drainAll)
}
