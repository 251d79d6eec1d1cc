import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from '@/api/accounts'
import { base } from '@/api/base'
import { auditSearch, usersSearch } from '@/features/admin/search'
import { loginSearch, tokenSearch } from '@/features/auth/search'
import { jobDetailSearch, jobsSearch, newJobSearch } from '@/features/jobs/search'
import { Empty, ErrorBox } from '@/ui/States'
import { parseSearch, stringifySearch } from '@/ui/search'

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: () => (
    <Empty title="There is no such page">Look at the address, or go to the overview.</Empty>
  ),
  errorComponent: ({ error, reset }) => <ErrorBox error={error} onRetry={reset} />,
})

/* People who are not signed in. */
const login = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search) => loginSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/auth/LoginPage')),
})
const tokenPage = <Path extends string>(
  path: Path,
  page: () => Promise<{ default: () => React.ReactNode }>,
) =>
  createRoute({
    getParentRoute: () => root,
    path,
    validateSearch: (search) => tokenSearch.parse(search),
    component: lazyRouteComponent(page),
  })
const signup = tokenPage('/signup', () => import('@/features/auth/SignUpPage'))
const verify = tokenPage('/verify', () => import('@/features/auth/VerifyPage'))
const forgot = tokenPage('/forgot', () => import('@/features/auth/ForgotPage'))
const reset = tokenPage('/reset', () => import('@/features/auth/ResetPage'))
const invite = tokenPage('/invite', () => import('@/features/auth/InvitePage'))

/* People who are. */
const app = createRoute({
  getParentRoute: () => root,
  id: 'app',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(meQuery)
    if (!me) {
      throw redirect({ to: '/login', search: { next: location.href === '/' ? undefined : location.href } })
    }
  },
  component: lazyRouteComponent(() => import('./Shell'), 'Shell'),
})
const page = <Path extends string>(path: Path, load: () => Promise<{ default: () => React.ReactNode }>) =>
  createRoute({ getParentRoute: () => app, path, component: lazyRouteComponent(load) })

const overview = page('/', () => import('@/features/overview/OverviewPage'))
const jobs = createRoute({
  getParentRoute: () => app,
  path: '/jobs',
  validateSearch: (search) => jobsSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/jobs/JobsPage')),
})
const newJob = createRoute({
  getParentRoute: () => app,
  path: '/jobs/new',
  validateSearch: (search) => newJobSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/jobs/NewJobPage')),
})
const job = createRoute({
  getParentRoute: () => app,
  path: '/jobs/$id',
  validateSearch: (search) => jobDetailSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/jobs/JobPage')),
})
const queues = page('/queues', () => import('@/features/queues/QueuesPage'))
const queue = page('/queues/$name', () => import('@/features/queues/QueuePage'))
const schedules = page('/schedules', () => import('@/features/schedules/SchedulesPage'))
const newSchedule = page('/schedules/new', () => import('@/features/schedules/NewSchedulePage'))
const schedule = page('/schedules/$id', () => import('@/features/schedules/SchedulePage'))
const workers = page('/workers', () => import('@/features/workers/WorkersPage'))
const nodes = page('/nodes', () => import('@/features/nodes/NodesPage'))
const webhooks = page('/webhooks', () => import('@/features/webhooks/WebhooksPage'))
const webhook = page('/webhooks/$id', () => import('@/features/webhooks/WebhookPage'))
const operations = page('/operations', () => import('@/features/operations/OperationsPage'))
const operation = page('/operations/$id', () => import('@/features/operations/OperationPage'))
const rooms = page('/rooms', () => import('@/features/rooms/RoomsPage'))
const room = page('/rooms/$name', () => import('@/features/rooms/RoomPage'))
const settings = page('/settings', () => import('@/features/settings/SettingsPage'))
const members = page('/members', () => import('@/features/members/MembersPage'))
const users = createRoute({
  getParentRoute: () => app,
  path: '/admin/users',
  validateSearch: (search) => usersSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/admin/UsersPage')),
})
const adminJobs = createRoute({
  getParentRoute: () => app,
  path: '/admin/jobs',
  validateSearch: (search) => jobsSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/jobs/AdminJobsPage')),
})
const audit = createRoute({
  getParentRoute: () => app,
  path: '/admin/audit',
  validateSearch: (search) => auditSearch.parse(search),
  component: lazyRouteComponent(() => import('@/features/admin/AuditPage')),
})
const system = page('/admin/system', () => import('@/features/admin/SystemPage'))

const tree = root.addChildren([
  login,
  signup,
  verify,
  forgot,
  reset,
  invite,
  app.addChildren([
    overview,
    jobs,
    newJob,
    job,
    queues,
    queue,
    schedules,
    newSchedule,
    schedule,
    workers,
    nodes,
    webhooks,
    webhook,
    operations,
    operation,
    rooms,
    room,
    settings,
    members,
    users,
    adminJobs,
    audit,
    system,
  ]),
])

export const createAppRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: tree,
    basepath: base,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
