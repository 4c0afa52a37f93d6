import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { Area, PageEntry } from '../platform/area.ts'
import { i18n } from '../platform/i18n/i18n.ts'
import { neededWords } from '../platform/i18n/use-words.ts'
import { parseSearch, writeSearch } from '../platform/search.ts'
import { areas } from './areas.ts'
import { PageFault } from './PageFault.tsx'
import { PageMissing } from './PageMissing.tsx'
import { PageSkeleton } from './PageSkeleton.tsx'
import { PermittedPage } from './PermittedPage.tsx'
import { Shell } from './Shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: PageMissing, errorComponent: PageFault })

/** The routes of all areas within the frame; the view behind the `?` is plain text that people can share. */
export const router = createRouter({
  routeTree: root.addChildren(areas.flatMap((area) => area.pages.map((page) => routeOf(area, page)))),
  defaultPendingComponent: PageSkeleton,
  defaultPendingMs: 100,
  defaultErrorComponent: PageFault,
  parseSearch,
  stringifySearch: writeSearch,
  scrollRestoration: true,
  trailingSlash: 'never',
})

function routeOf(area: Area, { path, load, permissions }: PageEntry) {
  // Not `lazy`: that shows nothing for a moment even of a file that is there, and React holds back what follows.
  let Content: ComponentType | undefined
  return createRoute({
    getParentRoute: () => root,
    path,
    loader: async () => {
      const [page] = await Promise.all([load(), i18n.loadNamespaces([area.key, ...neededWords()])])
      // And what the files say that came with it.
      await i18n.loadNamespaces(neededWords())
      Content = page.default
      return null
    },
    component: () => (
      <PermittedPage permissions={permissions ?? area.permissions}>{Content && <Content />}</PermittedPage>
    ),
  })
}
