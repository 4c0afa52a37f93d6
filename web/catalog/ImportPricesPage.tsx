import { ImportWizard } from '../imports/ImportWizard.tsx'
import { priceImport } from '../imports/import-prices.ts'
import { paths } from '../paths.ts'
import { useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useCatalogWords } from './words.ts'

/** Sets prices from a file. */
export default function ImportPricesPage() {
  const say = useCatalogWords()
  const currency = useMerchant()?.currency
  return (
    <Page title={say('import_prices')} from={{ to: paths.prices(), title: say('tab_prices') }}>
      <ImportWizard kind={priceImport(currency)} back={paths.prices()} />
    </Page>
  )
}
