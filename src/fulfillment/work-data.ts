import type { PersonalDataHolder } from '../customers/personal-data.ts'
import { findWorkIds, findWorkSections } from './work-data-queries.ts'
import { clearWorkTexts } from './work-data-store.ts'

/** What places hold of people: what they and the carriers wrote. The carrier's number of a parcel stays. */
export const workData: PersonalDataHolder = {
  name: 'fulfillment',
  collect: ({ tx }, { orderIds }) => findWorkSections(tx, orderIds),
  findObjectIds: (tx, { orderIds }) => findWorkIds(tx, orderIds),
  erase: ({ tx }, { orderIds }) => clearWorkTexts(tx, orderIds),
}
