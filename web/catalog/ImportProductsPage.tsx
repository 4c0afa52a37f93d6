import { ImportWizard } from '../imports/ImportWizard.tsx'
import { productImport } from '../imports/import-products.ts'
import { paths } from '../paths.ts'
import { useIsMerchantAsked, useMay, useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useCatalogWords } from './words.ts'

/** Brings products in from a file. Prices come along for who may set them. */
export default function ImportProductsPage() {
  const say = useCatalogWords()
  const may = useMay()
  const currency = useMerchant()?.currency
  // A file that is chosen before it is known would be read otherwise.
  const isReady = useIsMerchantAsked()
  return (
    <Page title={say('import_products')}>
      {isReady && (
        <ImportWizard kind={productImport(may('catalog.price') ? currency : undefined)} back={paths.products()} />
      )}
    </Page>
  )
}
