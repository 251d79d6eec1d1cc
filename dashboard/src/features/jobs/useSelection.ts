import { useCallback, useMemo, useState } from 'react'

export type Selection = {
  ids: ReadonlySet<string>
  /** Everything that matches the filter, seen or not. */
  everything: boolean
  toggle: (index: number, upToHere: boolean) => void
  setPage: (on: boolean) => void
  selectEverything: () => void
  clear: () => void
}

/** Which rows are meant. Shift goes from the last one that was clicked to this one. */
export function useSelection(rows: readonly { id: string }[]): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const [everything, setEverything] = useState(false)
  const [anchor, setAnchor] = useState<number>()
  const toggle = useCallback(
    (index: number, upToHere: boolean) => {
      setEverything(false)
      setIds((before) => {
        const next = new Set(before)
        const on = !before.has(rows[index]?.id ?? '')
        const from = upToHere && anchor !== undefined ? Math.min(anchor, index) : index
        const to = upToHere && anchor !== undefined ? Math.max(anchor, index) : index
        for (const { id } of rows.slice(from, to + 1)) {
          on ? next.add(id) : next.delete(id)
        }
        return next
      })
      setAnchor(index)
    },
    [rows, anchor],
  )
  const setPage = useCallback(
    (on: boolean) => {
      setEverything(false)
      setIds(on ? new Set(rows.map(({ id }) => id)) : new Set())
    },
    [rows],
  )
  const clear = useCallback(() => {
    setIds(new Set())
    setEverything(false)
    setAnchor(undefined)
  }, [])
  const selectEverything = useCallback(() => setEverything(true), [])
  return useMemo(
    () => ({ ids, everything, toggle, setPage, selectEverything, clear }),
    [ids, everything, toggle, setPage, selectEverything, clear],
  )
}
