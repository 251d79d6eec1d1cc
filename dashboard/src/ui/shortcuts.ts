import { type RefObject, useEffect, useRef } from 'react'

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>

const TYPING = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'
const BUSY = '[role="dialog"], [role="alertdialog"], [role="menu"]'
const PREFIX_LASTS = 1000

const known: RefObject<Shortcuts>[] = []
let prefixAt = Number.NEGATIVE_INFINITY

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(TYPING) !== null

// What came last knows best: a part of a page before the page, the page before the frame.
const find = (name: string) => known.findLast(({ current }) => current[name])?.current[name]

function onKey(event: KeyboardEvent): void {
  const free = !event.metaKey && !event.ctrlKey && !event.altKey && !event.defaultPrevented
  if (!free || isTyping(event.target) || document.querySelector(BUSY)) {
    return
  }
  const pair = event.timeStamp - prefixAt < PREFIX_LASTS ? find(`g ${event.key}`) : undefined
  prefixAt = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
  const run = pair ?? find(event.key)
  if (run) {
    event.preventDefault()
    run(event)
  }
}

/** Single keys and "g j" pairs; none while typing or while a dialog asks something. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  useEffect(() => {
    if (known.length === 0) {
      addEventListener('keydown', onKey)
    }
    known.push(latest)
    return () => {
      known.splice(known.indexOf(latest), 1)
      if (known.length === 0) {
        removeEventListener('keydown', onKey)
      }
    }
  }, [])
}
