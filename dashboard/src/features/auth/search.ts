import { catch as fallback, object, optional, string } from 'zod/mini'

const text = fallback(optional(string()), undefined)

/** Where to go afterwards, and whether a session has just ended. */
export const loginSearch = object({ next: text, over: text })

/** What a mail's link or the page before brings along. */
export const tokenSearch = object({ token: text, email: text })
