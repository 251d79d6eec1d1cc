import {
  Activity,
  CalendarClock,
  Cpu,
  Gauge,
  Inbox,
  Layers,
  ListChecks,
  type LucideIcon,
  ScrollText,
  Server,
  Settings,
  ShieldCheck,
  Users,
  UsersRound,
  Webhook,
} from 'lucide-react'
import type { Permission } from '@/api/accounts'
import type { Feature } from '@/api/remote'

export type NavItem = {
  to:
    | '/'
    | '/jobs'
    | '/queues'
    | '/schedules'
    | '/workers'
    | '/nodes'
    | '/webhooks'
    | '/operations'
    | '/members'
    | '/settings'
    | '/admin/users'
    | '/admin/jobs'
    | '/admin/audit'
    | '/admin/system'
  label: string
  icon: LucideIcon
  permission?: Permission
  /** Left out while the server does not have it. */
  feature?: Feature
  keys?: string
}

export const NAV: { group: string; items: NavItem[] }[] = [
  {
    group: 'Work',
    items: [
      { to: '/', label: 'Overview', icon: Gauge, keys: 'g o' },
      { to: '/jobs', label: 'Jobs', icon: Inbox, keys: 'g j' },
      { to: '/queues', label: 'Queues', icon: Layers, keys: 'g q' },
      { to: '/schedules', label: 'Schedules', icon: CalendarClock, keys: 'g s' },
      { to: '/workers', label: 'Workers', icon: Cpu, keys: 'g w' },
      { to: '/nodes', label: 'Nodes', icon: Server, permission: 'tenant:manage', feature: 'nodes' },
      { to: '/operations', label: 'Operations', icon: ListChecks },
      { to: '/webhooks', label: 'Webhooks', icon: Webhook, feature: 'webhooks' },
    ],
  },
  {
    group: 'Account',
    items: [
      { to: '/members', label: 'Members', icon: UsersRound, permission: 'tenant:manage', feature: 'members' },
      { to: '/settings', label: 'Settings', icon: Settings },
    ],
  },
  {
    group: 'Platform',
    items: [
      { to: '/admin/jobs', label: 'All jobs', icon: Activity, permission: 'admin' },
      { to: '/admin/users', label: 'Users', icon: Users, permission: 'admin', feature: 'users' },
      { to: '/admin/audit', label: 'Audit', icon: ScrollText, permission: 'admin', feature: 'audit' },
      { to: '/admin/system', label: 'System', icon: ShieldCheck, permission: 'admin' },
    ],
  },
]
