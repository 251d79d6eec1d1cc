import { useEffect, useSyncExternalStore } from 'react'

/** Something that the palette offers. */
export type Command = { id: string; label: string; group: string; run: () => void }

let offered: readonly Command[] = []
const watchers = new Set<() => void>()

function offer(next: readonly Command[]): void {
  offered = next
  watchers.forEach((watcher) => {
    watcher()
  })
}

/** Offers commands while the component is there. Give the same array while nothing changes. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    offer([...offered, ...commands])
    return () => offer(offered.filter((each) => !commands.includes(each)))
  }, [commands])
}

export const useOffered = (): readonly Command[] =>
  useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => offered,
  )
