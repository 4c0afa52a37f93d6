import { ImportWizard } from '../imports/ImportWizard.tsx'
import { priceImport } from '../imports/import-prices.ts'
import { paths } from '../paths.ts'
import { useIsMerchantAsked, useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useCatalogWords } from './words.ts'

/** Sets prices from a file. */
export default function ImportPricesPage() {
  const say = useCatalogWords()
  const currency = useMerchant()?.currency
  // A file that is chosen before it is known would be read otherwise.
  const isReady = useIsMerchantAsked()
  return (
    <Page title={say('import_prices')} from={{ to: paths.prices(), title: say('tab_prices') }}>
      {isReady && <ImportWizard kind={priceImport(currency)} back={paths.prices()} />}
    </Page>
  )
}
