import { QueryClient } from '@tanstack/react-query'
import { Refusal } from '../doors/page/call.ts'

const mostTries = 3

/** What the server answered and is kept for the screens: the one place where its state lives. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused is refused again; a server that is busy or not reached may answer the next time.
      retry: (count, error) =>
        count < mostTries && error instanceof Refusal && (error.status === 0 || error.status >= 500),
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false },
  },
})
