import { base } from './base'
import { Problem, Unreachable } from './problem'
import type { paths } from './schema'

/** Calls that the contract names and the committed document does not have yet. Empty in the end. */
type AwaitedPath =
  | '/api/v1/nodes'
  | '/api/v1/nodes/{id}'
  | '/api/v1/webhooks'
  | '/api/v1/webhooks/{id}'
  | '/api/v1/webhooks/{id}/test'
  | '/api/v1/webhooks/{id}/rotate-secret'
  | '/api/v1/webhooks/{id}/deliveries'
  | '/api/v1/deliveries/{id}'
  | '/api/v1/deliveries/{id}/replay'
  | '/api/v1/jobs/{id}/assign'

/** A path that the server documents: a typo does not compile. */
export type Path = keyof paths | AwaitedPath

export type Query = Record<string, string | number | boolean | readonly string[] | undefined>

export type Call = {
  params?: Record<string, string>
  query?: Query
  body?: unknown
  /** Sent as it is: numbers of a payload keep their digits. */
  rawBody?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

export type Answer<T> = { data: T; text: string; status: number; headers: Headers }

let signedOut: () => void = () => {}

/** Whom to tell that the session is over. */
export function onSignedOut(listener: () => void): void {
  signedOut = listener
}

export function url(path: Path, params: Record<string, string> = {}, query: Query = {}): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      if (each !== undefined && each !== '') {
        search.append(name, String(each))
      }
    }
  }
  const text = search.toString()
  return base + filled.slice(1) + (text === '' ? '' : `?${text}`)
}

async function send(method: Method, path: Path, call: Call): Promise<Response> {
  const body = call.rawBody ?? (call.body === undefined ? undefined : JSON.stringify(call.body))
  const headers: Record<string, string> = { Accept: 'application/json', ...call.headers }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json'
  }
  try {
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (body !== undefined) {
      init.body = body
    }
    if (call.signal) {
      init.signal = call.signal
    }
    return await fetch(url(path, call.params, call.query), init)
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') {
      throw failure
    }
    throw new Unreachable(failure)
  }
}

let refreshing: Promise<boolean> | undefined

/** Renews the session's cookies; many callers share one request. */
export function refreshSession(): Promise<boolean> {
  refreshing ??= send('POST', '/api/v1/auth/refresh-token', {})
    // 409: another tab has just done it, and its cookies are ours as well
    .then((answer) => answer.ok || answer.status === 409)
    .finally(() => {
      refreshing = undefined
    })
  return refreshing
}

const CREDENTIALS = /^\/api\/v1\/auth\/(?!me$|sessions|totp|change-password)/

async function answered(method: Method, path: Path, call: Call): Promise<Response> {
  const first = await send(method, path, call)
  if (first.status !== 401 || CREDENTIALS.test(path)) {
    return first
  }
  if (await refreshSession()) {
    const second = await send(method, path, call)
    if (second.status !== 401) {
      return second
    }
  }
  signedOut()
  return first
}

export async function request<T>(method: Method, path: Path, call: Call = {}): Promise<Answer<T>> {
  const response = await answered(method, path, call)
  if (!response.ok) {
    throw await Problem.of(response)
  }
  const text = await response.text()
  const data = (text === '' ? undefined : JSON.parse(text)) as T
  return { data, text, status: response.status, headers: response.headers }
}

const verb =
  (method: Method) =>
  async <T>(path: Path, call?: Call): Promise<T> =>
    (await request<T>(method, path, call)).data

export const get = verb('GET')
export const post = verb('POST')
export const put = verb('PUT')
export const patch = verb('PATCH')
export const del = verb('DELETE')

export type Page<T> = { items: T[]; nextCursor: string | null }
