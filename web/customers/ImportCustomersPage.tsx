import { ImportWizard } from '../imports/ImportWizard.tsx'
import { customerImport } from '../imports/import-customers.ts'
import { paths } from '../paths.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useCustomerWords } from './words.ts'

/** Brings customers in from a file. */
export default function ImportCustomersPage() {
  const say = useCustomerWords()
  return (
    <Page title={say('import_customers')}>
      <ImportWizard kind={customerImport} back={paths.customers()} />
    </Page>
  )
}
