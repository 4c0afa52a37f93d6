import { type ParseArgsConfig, parseArgs } from 'node:util'

/**
 * The arguments of a script. `--help` ends the process with the usage and 0, what cannot be understood with one line and 2.
 */
export function readScriptArguments<const Config extends ParseArgsConfig>(
  usage: string,
  config: Config,
): ReturnType<typeof parseArgs<Config>> {
  try {
    const withHelp: ParseArgsConfig = {
      ...config,
      options: { ...config.options, help: { type: 'boolean', short: 'h' } },
    }
    const read = parseArgs(withHelp)
    if (read.values.help !== true) return read as ReturnType<typeof parseArgs<Config>>
  } catch (error) {
    const [message = ''] = (error as Error).message.split(/\. |\n/)
    refuseArguments(message)
  }
  console.log(usage)
  process.exit(0)
}

/** Ends the process: its arguments cannot be used. */
export function refuseArguments(why: string): never {
  console.error(`yidan: ${why} (--help says what there is)`)
  process.exit(2)
}

/** A count given as text. Ends the process when it is none. */
export function wholeNumber(name: string, text: string): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (number < 1) refuseArguments(`${name} must be a whole number from 1 on`)
  return number
}
