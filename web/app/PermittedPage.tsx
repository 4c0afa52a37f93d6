import type { ReactNode } from 'react'
import { usePermissionName } from '../access/use-permission-name.ts'
import { paths } from '../paths.ts'
import { useMay } from '../platform/session.ts'
import { PageLink } from '../platform/ui/PageLink.tsx'
import { PageNotice } from '../platform/ui/PageNotice.tsx'
import { usePlatformWords } from '../platform/words.ts'

/** Shows a page to who may see it, and says what is needed to who may not. The server asks again, whatever is shown. */
export function PermittedPage({
  permissions,
  children,
}: {
  permissions: readonly string[] | undefined
  children: ReactNode
}) {
  const say = usePlatformWords()
  const may = useMay()
  const { nameOf } = usePermissionName()
  if (permissions === undefined || permissions.some(may)) return children
  return (
    <PageNotice
      title={say('not_permitted_title')}
      says={say('not_permitted_says', { permission: permissions.map(nameOf).join(' / ') })}
    >
      <PageLink to={paths.home()}>{say('to_home')}</PageLink>
    </PageNotice>
  )
}
