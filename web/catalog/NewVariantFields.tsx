import { useMay, useMerchant } from '../platform/session.ts'
import { PriceRows } from './PriceRows.tsx'
import { VariantFields } from './VariantFields.tsx'
import styles from './variant-fields.module.css'
import { firstValues } from './variant-values.ts'
import { useCatalogWords } from './words.ts'

/** The fields of a new variant, for who may set prices with what it costs; `within` is its place in the list `variants` of a form. */
export function NewVariantFields({ within }: { within: number }) {
  const say = useCatalogWords()
  const may = useMay()
  return (
    <>
      <VariantFields within={within} />
      {may('catalog.price') && (
        <fieldset className={styles.list}>
          <legend>{say('price')}</legend>
          <PriceRows place={['variants', within, 'prices']} within={[within]} />
          <p className={styles.says}>{say('price_later')}</p>
        </fieldset>
      )}
    </>
  )
}

/** A new variant as a form begins; its first price is in the currency of the shop, for who may set prices. */
export function useFirstValues() {
  const say = useCatalogWords()
  const may = useMay()
  const currency = useMerchant()?.currency
  const prices = may('catalog.price') && currency !== undefined ? [{ currency }] : []
  return { ...firstValues(say('unit_first')), prices }
}
