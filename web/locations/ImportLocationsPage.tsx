import { ImportWizard } from '../imports/ImportWizard.tsx'
import { locationImport } from '../imports/import-locations.ts'
import { paths } from '../paths.ts'
import { useIsMerchantAsked, useMerchant } from '../platform/session.ts'
import { Page } from '../platform/ui/Page.tsx'
import { useLocationWords } from './words.ts'

/** Brings places in from a file. */
export default function ImportLocationsPage() {
  const say = useLocationWords()
  const timeZone = useMerchant()?.timeZone ?? 'Asia/Shanghai'
  // A file that is chosen before it is known would be read otherwise.
  const isReady = useIsMerchantAsked()
  return (
    <Page title={say('import_locations')} from={{ to: paths.locations(), title: say('title') }}>
      {isReady && <ImportWizard kind={locationImport(timeZone)} back={paths.locations()} />}
    </Page>
  )
}
