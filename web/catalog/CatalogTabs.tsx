import { paths } from '../paths.ts'
import { LinkTabs } from '../platform/ui/LinkTabs.tsx'
import { useCatalogWords } from './words.ts'

const tabs = [
  ['products', paths.products()],
  ['prices', paths.prices()],
  ['taxes', paths.taxes()],
  ['barcodes', paths.barcodes()],
] as const

/** The pages of the catalog. */
export function CatalogTabs({ open }: { open: (typeof tabs)[number][0] }) {
  const say = useCatalogWords()
  return (
    <LinkTabs
      label={say('pages')}
      tabs={tabs.map(([key, to]) => ({ to, label: say(`tab_${key}`), isOpen: key === open }))}
    />
  )
}
