// The command line: `npm run yidan -- COMMAND`, or `npx yidan COMMAND`.
import { Command, Option } from 'commander'
import { stagingReasons } from '../channels/online-retail/classify-line.ts'
import { readConfig } from '../config.ts'
import type { Language } from '../platform/mail/templates.ts'
import { visibleText } from '../platform/visible-text.ts'
import { answer, bearLostReaders } from './answer.ts'
import { deadLettersCommand } from './dead-letters-command.ts'
import { drainCommand } from './drain-command.ts'
import { importCommand } from './import-command.ts'
import { createKeyCommand } from './key-command.ts'
import { mailTestCommand } from './mail-command.ts'
import { createMerchantCommand, type MerchantArguments } from './merchant-command.ts'
import { openApiCommand } from './openapi-command.ts'
import { rebuildFiguresCommand } from './rebuild-figures-command.ts'
import { rotateCommand, rotateInstanceCommand } from './rotate-command.ts'
import { signInLinkCommand } from './sign-in-link-command.ts'
import { stagedCommand } from './staged-command.ts'
import { verifyCommand } from './verify-command.ts'

const program = new Command('yidan').description('Yidan 一单: an order management system').showHelpAfterError()

program
  .command('verify')
  .description('prove what must always be true over the whole database; exit code 1 when anything does not hold')
  .option('--json', 'one JSON document')
  .option('--database-url <url>', 'the database as the role that owns it')
  .option('--seal <seal...>', 'seals of the audit that were noted elsewhere, as <merchant>/<number>/<seal>')
  .action(async (options: { json?: boolean; databaseUrl?: string; seal?: string[] }) => {
    process.exitCode = await verifyCommand(options, readConfig(process.env))
  })

program
  .command('openapi')
  .description('print the API as an OpenAPI 3.1 document')
  .option('--write', 'write it to openapi.json')
  .action(async (options: { write?: boolean }) => {
    const text = await openApiCommand(options)
    await answer(options.write ? 'wrote openapi.json\n' : text)
  })

const importing = program.command('import').description('import what another system has written')

importing
  .command('online-retail')
  .description(
    'every sale of an Online Retail II file (UCI 502) as an order; what is none is kept aside with its reason',
  )
  .argument('[file]', 'CSV, also compressed with gzip or zstd; the standard input when left out')
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .option('--json', 'the report as one JSON document')
  .action(async (file: string | undefined, options: { merchant?: string; json?: boolean }) => {
    await answer(await importCommand({ file, ...options }, readConfig(process.env)))
  })

importing
  .command('staged')
  .description('print the lines that imports have kept aside, as CSV: line in the file, reason, detail, then the line')
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .option('--reason <reason>', `only one of ${stagingReasons.join(', ')}`)
  .action((options: { merchant?: string; reason?: string }) => stagedCommand(options, readConfig(process.env)))

program
  .command('key')
  .description('make an API key; it is shown this once')
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .option('--name <name>', 'what it is for', 'made on the command line')
  .option('--scope <scope...>', 'what it may do, like orders.place', ['*'])
  .action(async (options: { merchant?: string; name: string; scope: string[] }) => {
    await answer(`${await createKeyCommand(options, readConfig(process.env))}\n`)
  })

const keys = program.command('keys').description('renew the keys under which names, phones and addresses are sealed')

keys
  .command('rotate')
  .description("renew a merchant's key, and destroy the old one when nothing needs it; what was begun is gone on with")
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .option('--search', 'the key of what people are found by, in place of the one that seals')
  .action(async (options: { merchant?: string; search?: boolean }) => {
    await answer(await rotateCommand(options, readConfig(process.env)))
  })

keys
  .command('rotate-instance')
  .description("renew the instance's key, which wraps every merchant's")
  .action(async () => {
    await answer(await rotateInstanceCommand(readConfig(process.env)))
  })

program
  .command('sign-in-link')
  .description('make a link by which the first owner, or whoever is named, signs in once, within an hour')
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .option('--email <email>', 'of whom it is for')
  .option('--remove-second-factor', 'for who lost it too: takes authenticator, recovery codes and passkeys away')
  .action(async (options: { merchant?: string; email?: string; removeSecondFactor?: boolean }) => {
    await answer(`${await signInLinkCommand(options, readConfig(process.env))}\n`)
  })

program
  .command('merchant')
  .description(
    'make another merchant; its id is shown. In China it begins with the rates of tax there, elsewhere with 0 %',
  )
  .requiredOption('--code <code>', 'short name: lower-case letters, digits and hyphens')
  .requiredOption('--name <name>', 'name for people')
  .option('--currency <currency>', 'ISO 4217', 'CNY')
  .option('--country <country>', 'ISO 3166-1 alpha-2', 'CN')
  .option('--time-zone <zone>', 'IANA name: where its business days begin', 'Asia/Shanghai')
  .action(async (options: MerchantArguments) => {
    await answer(`${await createMerchantCommand(options, readConfig(process.env))}\n`)
  })

program
  .command('drain')
  .description('hand every event that waits to those who are told of it')
  .action(async () => {
    await answer(`${await drainCommand(readConfig(process.env))} events handled\n`)
  })

program
  .command('rebuild-figures')
  .description('make the sums that Home shows anew from the orders and what happened to them; broken off, it goes on')
  .option('--merchant <code>', "the merchant's code; the first merchant when left out")
  .action(async (options: { merchant?: string }) => {
    await answer(await rebuildFiguresCommand(options, readConfig(process.env)))
  })

program
  .command('dead-letters')
  .description('list the events that were given up after a day of attempts')
  .option('--retry', 'have them handled again')
  .action(async (options: { retry?: boolean }) => {
    await answer(await deadLettersCommand(options, readConfig(process.env)))
  })

program
  .command('mail')
  .description('the way out of mail')
  .command('test')
  .description('send a test message and say what the mail server answered')
  .argument('<to>', 'the address it goes to')
  .addOption(new Option('--language <language>', 'of the message').choices(['zh-CN', 'en']).default('zh-CN'))
  .action(async (to: string, options: { language: Language }) => {
    await answer(`${await mailTestCommand({ to, ...options }, readConfig(process.env))}\n`)
  })

bearLostReaders()
try {
  await program.parseAsync()
} catch (error) {
  process.stderr.write(`yidan: ${visibleText(error instanceof Error ? error.message : String(error))}\n`)
  process.exitCode = 1
}
