import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { createMerchant } from '../access/create-merchant.ts'
import { merchantCreated } from '../access/events.ts'
import { everyPermission } from '../access/keys/api-key.ts'
import { createApiKey } from '../access/keys/create-api-key.ts'
import type { Merchant, NewMerchant } from '../access/merchant.ts'
import { findMerchantById } from '../access/merchant-queries.ts'
import { offerOwnerLink } from '../access/staff/make-owner.ts'
import type { Config } from '../config.ts'
import { findChannels } from '../orders/order-queries.ts'
import { orderSettingsForm } from '../orders/order-settings.ts'
import { firstChannels, setChannels, setOrderSettings } from '../orders/settings-store.ts'
import { type Command, runCommand } from '../platform/command.ts'
import { readControl } from '../platform/db/control.ts'
import { publish } from '../platform/events.ts'
import type { Runtime } from '../platform/runtime.ts'
import { setTaxRate } from '../pricing/set-tax-rate.ts'
import { loadSampleShop, samplePeriodMs } from '../training/sample-shop/load-sample-shop.ts'
import { openIntake } from './build-app.ts'
import { loadInstanceKeys } from './instance-key.ts'
import { openRuntime } from './open-runtime.ts'
import { subscribers } from './subscribers.ts'

/** The first merchant's API key, shown once in full and kept in a file that only the one who runs Yidan may read. */
export type FirstKey = { apiKey: string; file: string }

/** What a start has to show: the first key, and a link for the owner as long as nobody has another way in. */
export type FirstDoors = { key?: FirstKey; ownerLink?: string }

/** How the first start is to go. */
export type FirstStartOptions = {
  samples: boolean
  onProgress: (line: string) => void
  isStopping: () => boolean
}

const home = { code: 'yidan', currency: 'CNY', country: 'CN', timeZone: 'Asia/Shanghai' }
const sampleMerchant: NewMerchant = { ...home, name: '一单示例店' }
const emptyMerchant: NewMerchant = { ...home, name: '我的店铺 My shop' }

/**
 * Rates that prices contain, in basis points: China's of value added tax; elsewhere the class that products have by themselves,
 * without tax until the merchant says otherwise, because a wrong rate is worse than none.
 */
const taxClassesOf = (country: string): Record<string, number> =>
  country === 'CN' ? { standard: 1300, reduced: 900, services: 600, exempt: 0 } : { standard: 0 }

const actor = 'system:first-start'
const connections = 3

/**
 * Makes the first merchant, or goes on with the one that was `begun` and has no key yet. The key comes last, so that it opens
 * a merchant that is complete. Undefined when it was asked to stop.
 */
export async function openFirstMerchant(
  config: Config,
  appUrl: string,
  options: FirstStartOptions & { begun: Merchant | undefined },
): Promise<FirstDoors> {
  // A server of the operator's own is used as its address says.
  const fillUrl = config.databaseUrl === undefined ? unsynced(appUrl) : appUrl
  const merchant = await withRuntime(config, fillUrl, (runtime) => fillMerchant(runtime, config, options))
  if (merchant === undefined || options.isStopping()) return {}
  return withRuntime(config, appUrl, async (runtime) => {
    const key = await makeKey(runtime, merchant.id, config.dataDir)
    return { key, ...(await ownerLinkOf(runtime, merchant.id)) }
  })
}

/** A new link for the first owner: the one that an earlier start showed is used up by it. */
export function renewOwnerLink(config: Config, appUrl: string, merchantId: string): Promise<FirstDoors> {
  return withRuntime(config, appUrl, (runtime) => ownerLinkOf(runtime, merchantId))
}

async function ownerLinkOf(runtime: Runtime, merchantId: string): Promise<FirstDoors> {
  const ownerLink = await runCommand(runtime, { merchantId, actor }, offerOwnerLink)
  return ownerLink === undefined ? {} : { ownerLink }
}

async function fillMerchant(
  runtime: Runtime,
  config: Config,
  { samples, begun, onProgress, isStopping }: FirstStartOptions & { begun: Merchant | undefined },
): Promise<Merchant | undefined> {
  const merchant = begun ?? (await makeMerchant(runtime, config, samples))
  const { id: merchantId, createdAt: from } = merchant
  await runCommand(runtime, { merchantId, actor, now: from }, setUpMerchant)
  if (merchant.name !== sampleMerchant.name) return merchant
  if (!samples) {
    onProgress(
      `an earlier start was cut off while it loaded the sample shop, and that goes on. For an empty Yidan, stop, remove ${config.dataDir} and start with --empty again`,
    )
  } else onProgress('loading the sample shop (`npm start -- --empty` makes an empty one)')
  const isComplete = await loadSampleShop({
    ...{ runtime, merchantId, from, openIntake, subscribers, isStopping },
    onProgress: ({ orders, of }) => onProgress(`sample shop: ${orders} of ${of} orders`),
  })
  return isComplete ? merchant : undefined
}

/** The sample shop was made when its trade began. */
async function makeMerchant({ database, clock }: Runtime, config: Config, samples: boolean): Promise<Merchant> {
  const [instanceKey] = (await loadInstanceKeys(config)) as [Buffer]
  const createdAt = samples ? new Date(clock().getTime() - samplePeriodMs) : clock()
  const wanted = samples ? sampleMerchant : emptyMerchant
  const id = await createMerchant(database, wanted, instanceKey, () => createdAt)
  return (await readControl(database, (control) => findMerchantById(control, id))) as Merchant
}

/** What a merchant of its country begins with: channels, settings, tax classes. Done again it changes nothing. */
export async function setUpMerchant(command: Command): Promise<void> {
  const { tx, now, actor: by } = command
  if ((await findChannels(tx)).length > 0) return
  const merchant = (await findMerchantById(tx, tx.merchantId)) as Merchant
  const { country } = merchant
  await publish(tx, [merchantCreated(merchant, { at: now, actor: by })])
  await setChannels(command, firstChannels(country))
  await setOrderSettings(command, orderSettingsForm.parse({}))
  for (const [taxClass, rateBasisPoints] of Object.entries(taxClassesOf(country))) {
    await setTaxRate(command, { taxClass, rateBasisPoints, included: true })
  }
}

/** The file is written before the key counts: whatever is cut off, no key that opens anything is lost. */
async function makeKey(runtime: Runtime, merchantId: string, dataDir: string): Promise<FirstKey> {
  const file = join(dataDir, 'first-key.txt')
  return runCommand(runtime, { merchantId, actor }, async (command) => {
    const { key: apiKey } = await createApiKey(command, { name: 'first key', scopes: [everyPermission] })
    await writeSecret(file, `${apiKey}\n`)
    return { apiKey, file }
  })
}

/** Only its owner may read it, also when the file was there before. */
async function writeSecret(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.chmod(0o600)
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function withRuntime<T>(config: Config, appUrl: string, work: (runtime: Runtime) => Promise<T>): Promise<T> {
  const runtime = await openRuntime({ ...config, appUrl, connections })
  try {
    return await work(runtime)
  } finally {
    await runtime.database.close()
  }
}

/**
 * The same address, without waiting for the disk at each commit: what a power cut takes is done again, and the commit of the
 * key waits for everything before it.
 */
function unsynced(appUrl: string): string {
  const url = new URL(appUrl)
  url.searchParams.set('options', '-c synchronous_commit=off')
  return url.href
}
