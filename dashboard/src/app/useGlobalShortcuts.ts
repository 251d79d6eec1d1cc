import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useShortcuts } from '@/ui/shortcuts'
import { toggleTheme } from '@/ui/theme'
import { useTogglePause } from './LiveBar'
import { NAV } from './nav'
import type { Overlay } from './Shell'

export function useGlobalShortcuts(show: (overlay: Overlay) => void): void {
  const navigate = useNavigate()
  const togglePause = useTogglePause()
  const pages = NAV.flatMap(({ items }) =>
    items.flatMap(({ keys, to }) => (keys ? [[keys, () => void navigate({ to })] as const] : [])),
  )
  useShortcuts({
    ...Object.fromEntries(pages),
    n: () => void navigate({ to: '/jobs/new' }),
    p: togglePause,
    t: toggleTheme,
    '?': () => show('help'),
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        show('palette')
      }
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [show])
}
