import { queryOptions } from '@tanstack/react-query'
import type { Permission } from './accounts'
import { del, get, type Page, patch, post } from './client'

export type ApiKey = {
  id: string
  name: string
  hint: string
  scopes: Permission[]
  queues: string[]
  createdBy: string
  createdAt: string
  expiresAt: string | null
  lastUsedAt: string | null
  /** Only in the answer that made it. */
  key?: string
}

export type NewApiKey = { name: string; scopes: string[]; queues?: string[]; expiresAt?: string }

export const apiKeyList = queryOptions({
  queryKey: ['api-keys'],
  queryFn: async ({ signal }) =>
    (await get<Page<ApiKey>>('/api/v1/api-keys', { query: { limit: 200 }, signal })).items,
})
export const createApiKey = (key: NewApiKey) => post<ApiKey>('/api/v1/api-keys', { body: key })
export const revokeApiKey = (id: string) => del('/api/v1/api-keys/{id}', { params: { id } })

export type Role = 'owner' | 'member' | 'viewer'

export type Member = {
  id: string
  email: string | null
  username: string | null
  name: string | null
  role: Role
  active: boolean
  status: 'active' | 'inactive' | 'pending' | 'expired'
  createdAt: string
  lastLoginAt: string | null
  expiresAt: string | null
}

export const memberList = (cursor?: string) =>
  queryOptions({
    queryKey: ['members', cursor],
    queryFn: ({ signal }) => get<Page<Member>>('/api/v1/tenant/members', { query: { cursor }, signal }),
  })
export const inviteMember = (email: string, role: Role) =>
  post<Member>('/api/v1/tenant/members', { body: { email, role } })
export const resendInvitation = (id: string) =>
  post<Member>('/api/v1/tenant/members/{id}/resend', { params: { id } })
export const changeMember = (id: string, change: { role?: Role; active?: boolean }) =>
  patch<Member>('/api/v1/tenant/members/{id}', { params: { id }, body: change })
export const removeMember = (id: string) => del('/api/v1/tenant/members/{id}', { params: { id } })

export type User = {
  id: string
  email: string | null
  username: string | null
  name: string | null
  role: Role
  admin: boolean
  active: boolean
  emailVerified: boolean
  tenant: { id: string; name: string }
  createdAt: string
  lastLoginAt: string | null
}

export const userList = (q?: string, cursor?: string) =>
  queryOptions({
    queryKey: ['users', q, cursor],
    queryFn: ({ signal }) => get<Page<User>>('/api/v1/users', { query: { q, cursor }, signal }),
  })
export type NewUser = { email: string; name?: string; password?: string; role: Role }
export const createUser = (user: NewUser) => post('/api/v1/users', { body: user })
export const changeUser = (id: string, change: { role?: Role; active?: boolean; admin?: boolean }) =>
  patch<User>('/api/v1/users/{id}', { params: { id }, body: change })

export type AuditRow = {
  seq: number
  at: string
  actorKind: string
  actor: string | null
  actorName: string | null
  action: string
  tenant: string | null
  subject: string | null
  address: string | null
  detail: Record<string, unknown> | null
  hash: string
}

export type AuditFilter = {
  action?: string | undefined
  actor?: string | undefined
  tenant?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export const auditList = (filter: AuditFilter, cursor?: string) =>
  queryOptions({
    queryKey: ['audit', filter, cursor],
    queryFn: ({ signal }) =>
      get<Page<AuditRow>>('/api/v1/admin/audit', { query: { ...filter, cursor }, signal }),
  })
export type AuditCheck = {
  sound: boolean
  rows: number
  broken: { seq?: number; [name: string]: unknown } | null
}

export const verifyAudit = () => get<AuditCheck>('/api/v1/admin/audit/verify')
