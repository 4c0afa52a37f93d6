import { type StagingReason, stagingReasons } from '../channels/online-retail/classify-line.ts'
import { listKeptLines } from '../channels/online-retail/list-kept-lines.ts'
import type { Config } from '../config.ts'
import { answer } from './answer.ts'
import { chooseMerchant } from './key-command.ts'
import { withInstance } from './with-instance.ts'

/** What `yidan import staged` is called with. */
export type StagedArguments = {
  /** The merchant's code; the first merchant when left out. */
  merchant?: string | undefined
  /** Only lines kept aside for this reason. */
  reason?: string | undefined
}

/**
 * `yidan import staged`: prints the lines that imports have kept aside, as CSV, until there is none left or nobody reads.
 * @throws Error for a reason that is none; as `withInstance`
 */
export async function stagedCommand({ merchant, reason }: StagedArguments, config: Config): Promise<void> {
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  const only = reasonOf(reason)
  await withInstance(config, { connections: 1, onProgress }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    for await (const rows of listKeptLines(runtime.database, merchantId, { reason: only })) {
      if (!(await answer(rows))) break
    }
  })
}

function reasonOf(text: string | undefined): StagingReason | undefined {
  const reason = stagingReasons.find((each) => each === text)
  if (text !== undefined && reason === undefined) {
    throw new Error(`no such reason: ${text}; there are ${stagingReasons.join(', ')}`)
  }
  return reason
}
