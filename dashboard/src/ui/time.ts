import { useSyncExternalStore } from 'react'

/** What people have chosen for themselves; kept in the browser. */
export type Zone = 'local' | 'utc'

const KEY = 'errand.zone'
const watchers = new Set<() => void>()

function stored(): Zone {
  try {
    return localStorage.getItem(KEY) === 'utc' ? 'utc' : 'local'
  } catch {
    return 'local'
  }
}

let zone: Zone = stored()

export const currentZone = (): Zone => zone

export function setZone(next: Zone): void {
  zone = next
  try {
    localStorage.setItem(KEY, next)
  } catch {
    // it lasts as long as the page then
  }
  watchers.forEach((watcher) => {
    watcher()
  })
}

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** One zone for tables, charts and logs. */
export const useZone = (): Zone => useSyncExternalStore(watch, currentZone)

/* One clock for the page: many ages, one timer. */
let now = Date.now()
const tickers = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

const tick = (ticker: () => void) => {
  tickers.add(ticker)
  now = Date.now()
  timer ??= setInterval(() => {
    now = Date.now()
    tickers.forEach((each) => {
      each()
    })
  }, 1000)
  return () => {
    tickers.delete(ticker)
    if (tickers.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** The present second. */
export const useNow = (): number => useSyncExternalStore(tick, () => now)
