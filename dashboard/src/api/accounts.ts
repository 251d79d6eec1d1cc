import { queryOptions } from '@tanstack/react-query'
import { del, get, type Page, patch, post } from './client'
import { isProblem } from './problem'

export type Permission = 'jobs:read' | 'jobs:write' | 'work' | 'tenant:manage' | 'admin'

export type Me = {
  id: string
  email: string | null
  username: string | null
  name: string | null
  phone?: string | null
  role: 'owner' | 'member' | 'viewer'
  admin: boolean
  tenant: { id: string; name: string }
  permissions: Permission[]
  emailVerified: boolean
  otpEnabled?: boolean
  totpEnabled?: boolean
  createdAt: string
  lastLoginAt: string | null
}

/** Who is signed in; null when nobody is. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await get<Me>('/api/v1/auth/me', { signal })
    } catch (failure) {
      if (isProblem(failure) && failure.status === 401) {
        return null
      }
      throw failure
    }
  },
  staleTime: 60_000,
})

export type OtpRequired = { otpRequired: true; challengeId: string; channels: string[]; expiresIn: number }
export type SignedIn = { user: Me }

export const needsCode = (answer: SignedIn | OtpRequired): answer is OtpRequired => 'otpRequired' in answer

export const login = (name: string, password: string) =>
  post<SignedIn | OtpRequired>('/api/v1/auth/login', { body: { login: name, password } })
export const sendCode = (challengeId: string, channel?: string) =>
  post('/api/v1/auth/send-otp', { body: { challengeId, channel } })
export const verifyCode = (challengeId: string, code: string) =>
  post<SignedIn>('/api/v1/auth/verify-otp', { body: { challengeId, code } })
export const logout = () => post('/api/v1/auth/logout')

export const signUp = (email: string, password: string, name?: string) =>
  post<{ status: string }>('/api/v1/auth/signup', { body: { email, password, ...(name ? { name } : {}) } })
export const verifyByToken = (token: string) =>
  post<{ status: string }>('/api/v1/auth/verify/{token}', { params: { token } })
export const verifyByCode = (email: string, code: string) =>
  post<{ status: string }>('/api/v1/auth/verify', { body: { email, code } })
export const resendVerification = (email: string) =>
  post('/api/v1/auth/resend-verification', { body: { email } })
export const forgotPassword = (email: string) => post('/api/v1/auth/forgot-password', { body: { email } })
export const resetByToken = (token: string, password: string) =>
  post('/api/v1/auth/reset/{token}', { params: { token }, body: { password } })
export const resetByCode = (email: string, code: string, password: string) =>
  post('/api/v1/auth/reset-password', { body: { email, code, password } })
export const acceptInvitation = (token: string, password: string, name?: string) =>
  post('/api/v1/auth/accept-invitation', { body: { token, password, ...(name ? { name } : {}) } })

export type ProfileChange = {
  name?: string | null
  username?: string | null
  email?: string
  phone?: string | null
  otpEnabled?: boolean
}

export const changeProfile = (change: ProfileChange) => patch<Me>('/api/v1/auth/me', { body: change })
export const changePassword = (oldPassword: string, newPassword: string) =>
  post('/api/v1/auth/change-password', { body: { oldPassword, newPassword } })

export type Session = {
  id: string
  device: string
  address: string | null
  createdAt: string
  lastSeenAt: string
  current: boolean
}

export const sessionList = queryOptions({
  queryKey: ['sessions'],
  queryFn: async ({ signal }) => (await get<Page<Session>>('/api/v1/auth/sessions', { signal })).items,
})
export const endSession = (id: string) => del('/api/v1/auth/sessions/{id}', { params: { id } })

export type TotpBegun = { secret: string; uri: string }
export const beginTotp = () => post<TotpBegun>('/api/v1/auth/totp')
export const confirmTotp = (code: string) =>
  post<{ recoveryCodes: string[] }>('/api/v1/auth/totp/confirm', { body: { code } })
export const removeTotp = (password: string) => del('/api/v1/auth/totp', { body: { password } })
