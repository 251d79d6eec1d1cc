import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark' | 'system'
export type Density = 'dense' | 'roomy'

const system = matchMedia('(prefers-color-scheme: dark)')
const watchers = new Set<() => void>()

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // it lasts as long as the page then
  }
}

const word = read('errand.theme')
let theme: Theme = word === 'light' || word === 'dark' ? word : 'system'
let density: Density = read('errand.density') === 'roomy' ? 'roomy' : 'dense'

function apply(): void {
  const dark = theme === 'dark' || (theme === 'system' && system.matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
  document.documentElement.dataset.density = density
  watchers.forEach((watcher) => {
    watcher()
  })
}

system.addEventListener('change', apply)

export function setTheme(next: Theme): void {
  theme = next
  keep('errand.theme', next)
  apply()
}

export function setDensity(next: Density): void {
  density = next
  keep('errand.density', next)
  apply()
}

export const isDark = (): boolean => document.documentElement.dataset.theme === 'dark'
export const toggleTheme = (): void => setTheme(isDark() ? 'light' : 'dark')

const watch = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export const useTheme = (): Theme => useSyncExternalStore(watch, () => theme)
export const useDark = (): boolean => useSyncExternalStore(watch, isDark)
export const useDensity = (): Density => useSyncExternalStore(watch, () => density)

apply()
