import { paths } from '../paths.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { PageNotice } from '../platform/ui/PageNotice.tsx'
import { usePlatformWords } from '../platform/words.ts'

/** An address that no page has. */
export function PageMissing() {
  const say = usePlatformWords()
  return (
    <PageNotice title={say('not_found_title')} says={say('not_found_says')}>
      <PageLink to={paths.home()}>{say('to_home')}</PageLink>
    </PageNotice>
  )
}
