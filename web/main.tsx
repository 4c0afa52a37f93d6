import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { keepOffline } from './app/keep-offline.ts'
import { Look } from './app/Look.tsx'
import { PageSkeleton } from './app/PageSkeleton.tsx'
import { router } from './app/router.tsx'
import './app/global.css'
import { beginWords } from './platform/i18n/i18n.ts'
import { queryClient } from './platform/query.ts'

await beginWords()
const place = document.querySelector('#office')
if (place === null) throw new Error('the page has no place for the office')
createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Look>
        <Suspense fallback={<PageSkeleton />}>
          <RouterProvider router={router} />
        </Suspense>
      </Look>
    </QueryClientProvider>
  </StrictMode>,
)
if (import.meta.env.PROD) keepOffline()
