import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import type { App } from '../platform/http/app.ts'
import { serveCommand, serveQuery } from '../platform/http/serve.ts'
import type { MailWay } from '../platform/mail/state-routes.ts'
import { requireEverywhere } from '../platform/scope.ts'
import { getOnboardingContract, removeSampleShopContract } from './contract.ts'
import { firstSteps, permissionOfStep } from './onboarding/first-steps.ts'
import { findDoneSteps } from './onboarding/step-queries.ts'
import { findSampleState } from './sample-shop/remove/removal-queries.ts'
import { removeSampleShop } from './sample-shop/remove/remove-sample-shop.ts'

/** What only whoever runs Yidan knows: whether mail leaves by a server, and whether the instance's key lies apart from the data. */
export type Installation = { keysApart: boolean } & MailWay

const mostShown = 100

/** Serves the first steps, and the removal of the sample shop, whose customers' data `holders` hold. */
export function serveTraining(app: App, holders: readonly PersonalDataHolder[], installation: Installation): void {
  serveQuery(app, getOnboardingContract, async ({ tx, may = () => true }) => {
    const [found, { isLoaded, removedAt }] = await Promise.all([findDoneSteps(tx), findSampleState(tx)])
    const done = { ...found, mail: installation.mail, keys_apart: installation.keysApart }
    const shown = firstSteps.filter((code) => may(permissionOfStep[code]))
    return {
      steps: shown.map((code) => ({ code, done: done[code] })),
      sampleShop: { loaded: isLoaded, removedAt: removedAt?.toISOString() ?? null },
    }
  })
  serveCommand(app, removeSampleShopContract, async (command) => {
    requireEverywhere(command.scope)
    const { kept, ...numbers } = await removeSampleShop(command, holders)
    return { ...numbers, keptCount: kept.length, kept: kept.slice(0, mostShown) }
  })
}
