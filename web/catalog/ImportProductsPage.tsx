import { ImportWizard } from '../imports/ImportWizard.tsx'
import { productImport } from '../imports/import-products.ts'
import { paths } from '../paths.ts'
import { useMay, useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useCatalogWords } from './words.ts'

/** Brings products in from a file. Prices come along for who may set them. */
export default function ImportProductsPage() {
  const say = useCatalogWords()
  const may = useMay()
  const currency = useMerchant()?.currency
  return (
    <Page title={say('import_products')}>
      <ImportWizard kind={productImport(may('catalog.price') ? currency : undefined)} back={paths.products()} />
    </Page>
  )
}
