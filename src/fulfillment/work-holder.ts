import type { PersonalDataHolder } from '../customers/personal-holder.ts'
import { findWorkIds, findWorkSections } from './work-holder-queries.ts'
import { clearWorkTexts } from './work-holder-store.ts'

/** What places hold of people: what they and the carriers wrote. The carrier's number of a parcel stays. */
export const workHolder: PersonalDataHolder = {
  name: 'fulfillment',
  collect: ({ tx }, { orderIds }) => findWorkSections(tx, orderIds),
  findObjectIds: (tx, { orderIds }) => findWorkIds(tx, orderIds),
  erase: ({ tx }, { orderIds }) => clearWorkTexts(tx, orderIds),
}
