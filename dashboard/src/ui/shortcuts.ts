import { useEffect, useRef } from 'react'

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const TYPING = 'input, textarea, select, [contenteditable="true"]'
const BUSY = '[role="dialog"], [role="alertdialog"], [role="menu"]'
const PREFIX_LASTS = 1000

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPING) !== null

let prefix: { key: string; at: number } | undefined

/** Single keys and "g j" pairs; none while typing or while a dialog asks something. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) {
        return
      }
      if (isTyping(event.target) || document.querySelector(BUSY)) {
        return
      }
      const before = prefix && event.timeStamp - prefix.at < PREFIX_LASTS ? prefix.key : undefined
      const name = before && before !== event.key ? `${before} ${event.key}` : event.key
      const run = latest.current[name]
      if (run) {
        event.preventDefault()
        run(event)
      }
      if (event.key === 'g') {
        prefix = { key: 'g', at: event.timeStamp }
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
}
