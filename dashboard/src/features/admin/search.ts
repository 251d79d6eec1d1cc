import { catch as fallback, object, optional, string } from 'zod/mini'

const text = fallback(optional(string()), undefined)

export const usersSearch = object({ q: text, cursor: text })
export const auditSearch = object({
  action: text,
  actor: text,
  tenant: text,
  from: text,
  to: text,
  cursor: text,
})
