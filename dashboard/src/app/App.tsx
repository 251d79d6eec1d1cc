import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { config } from 'zod/mini'
import { meQuery } from '@/api/accounts'
import { onSignedOut } from '@/api/client'
import { Problem } from '@/api/problem'
import { createAppRouter } from './router'

config({ jitless: true }) // compiling validators is eval, which the CSP refuses

// Nothing is said before something was done.
const Toasts = lazy(() => import('@/ui/Toasts'))

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 1_000,
      // A server that says no says no again; one that is away may come back.
      retry: (failures, error) => !(error instanceof Problem && error.status < 500) && failures < 2,
      retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5_000),
      networkMode: 'always',
    },
    mutations: { networkMode: 'always' },
  },
})

const router = createAppRouter(queries)

onSignedOut(() => {
  if (queries.getQueryData(meQuery.queryKey)) {
    queries.setQueryData(meQuery.queryKey, null)
    void router.navigate({ to: '/login', search: { next: router.state.location.href, over: 'yes' } })
  }
})

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
        <Suspense>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </CSPProvider>
  )
}
