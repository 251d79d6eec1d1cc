import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { say, sayError } from './toast'

/** Does something on the server, says how it went, and fetches anew what it changed. */
export function useAction(...changed: QueryKey[]) {
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: keys are compared by what they say
  const run = useCallback(
    async <T>(call: () => Promise<T>, done?: string | ((answer: T) => string)): Promise<T | undefined> => {
      setBusy(true)
      try {
        const answer = await call()
        if (done) {
          say(typeof done === 'string' ? done : done(answer))
        }
        await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })))
        return answer
      } catch (failure) {
        sayError(failure)
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [queries, JSON.stringify(changed)],
  )
  return { run, busy }
}
