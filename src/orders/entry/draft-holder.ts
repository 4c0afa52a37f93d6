import type { PersonalDataHolder } from '../../customers/personal-holder.ts'
import { findOpenDrafts, openDrafts } from './draft-store.ts'
import { discardDraftsFor } from './end-drafts.ts'
import { clearCustomerPreset, findPresets } from './preset-store.ts'

/**
 * What order entry holds of people: drafts that are open for a known customer, and the customer's preset. Drafts for somebody
 * who is not known yet are found by nobody; they end by themselves.
 */
export const entryHolder: PersonalDataHolder = {
  name: 'order_entry',
  collect: async ({ tx, keys }, { customerId }) => {
    if (customerId === null) return []
    const rows = await findOpenDrafts(tx, { customerId })
    const drafts = await openDrafts({ tx, keys }, rows)
    const [preset] = await findPresets(tx, [{ kind: 'customer', subject: customerId }])
    return [
      {
        name: 'order_drafts',
        rows: rows.map(({ id, savedAt }) => ({
          ...{ id, savedAt: savedAt.toISOString() },
          draft: JSON.stringify(drafts.get(id) ?? null),
        })),
      },
      { name: 'order_preset', rows: preset === undefined ? [] : [{ preset: JSON.stringify(preset.preset) }] },
    ]
  },
  findObjectIds: async (tx, { customerId }) => {
    if (customerId === null) return []
    const [drafts, presets] = await Promise.all([
      findOpenDrafts(tx, { customerId }),
      findPresets(tx, [{ kind: 'customer', subject: customerId }]),
    ])
    return [...drafts, ...presets].map(({ id }) => id)
  },
  erase: async (command, { customerId }) => {
    if (customerId === null) return { drafts: 0 }
    await clearCustomerPreset(command, customerId)
    return { drafts: await discardDraftsFor(command, customerId) }
  },
}
