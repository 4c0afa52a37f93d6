import { makeSignInLink } from '../access/staff/make-owner.ts'
import type { Config } from '../config.ts'
import { runCommand } from '../platform/command.ts'
import { peopleAddress, signInAddress } from '../shell/listening-address.ts'
import { chooseMerchant } from './key-command.ts'
import { withInstance } from './with-instance.ts'

/** `yidan sign-in-link`: for who lost every other way in. @throws Error when there is no such merchant or person */
export function signInLinkCommand(
  { merchant, email, removeSecondFactor = false }: { merchant?: string; email?: string; removeSecondFactor?: boolean },
  config: Config,
): Promise<string> {
  const onProgress = (line: string) => void process.stderr.write(`${line}\n`)
  return withInstance(config, { connections: 1, onProgress }, async (runtime) => {
    const merchantId = await chooseMerchant(runtime, merchant)
    const request = { merchantId, actor: 'system:command-line' }
    const token = await runCommand(runtime, request, (command) =>
      makeSignInLink(command, { email, isFactorLost: removeSecondFactor }),
    )
    const address = peopleAddress(config, config.port)
    if (config.doors.publicUrl === undefined && config.port === undefined) {
      onProgress(`if Yidan does not run at ${address}, run this with the PORT or YIDAN_PUBLIC_URL of npm start`)
    }
    return signInAddress(address, token)
  })
}
