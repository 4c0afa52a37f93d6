import { ImportWizard } from '../imports/ImportWizard.tsx'
import { stockImport } from '../imports/import-stock.ts'
import { paths } from '../paths.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useLocationWords } from './words.ts'

/** Brings counts of stock in from a file. */
export default function ImportStockPage() {
  const say = useLocationWords()
  return (
    <Page title={say('import_stock')}>
      <ImportWizard kind={stockImport} back={paths.locations()} />
    </Page>
  )
}
