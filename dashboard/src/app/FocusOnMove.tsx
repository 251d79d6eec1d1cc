import { useEffect, useRef } from 'react'

/** A new page is read out from its start; the first one is where the browser put it. */
export function FocusOnMove({ path }: { path: string }) {
  const last = useRef(path)
  useEffect(() => {
    if (last.current !== path) {
      last.current = path
      document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [path])
  return null
}
