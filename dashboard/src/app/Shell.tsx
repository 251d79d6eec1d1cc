import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { CircleHelp, Menu as MenuIcon, Moon, Search, Sun } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { createLive, followJobs, LiveContext } from '@/api/live'
import { IconButton } from '@/ui/Button'
import { ConfirmProvider } from '@/ui/Confirm'
import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'
import { toggleTheme, useDark } from '@/ui/theme'
import { FocusOnMove } from './FocusOnMove'
import { DisconnectedBanner, LiveButton } from './LiveBar'
import { Sidebar } from './Sidebar'
import { useGlobalShortcuts } from './useGlobalShortcuts'

const Palette = lazy(() => import('./Palette'))
const Help = lazy(() => import('./Help'))

export type Overlay = 'palette' | 'help' | 'nav' | undefined

/** What stands around every page of a signed-in person. */
export function Shell() {
  const [live] = useState(createLive)
  const queries = useQueryClient()
  useEffect(() => {
    live.connection.start()
    const leave = followJobs(live, queries)
    return () => {
      leave()
      live.connection.stop()
    }
  }, [live, queries])
  return (
    <LiveContext value={live}>
      <ConfirmProvider>
        <Frame />
      </ConfirmProvider>
    </LiveContext>
  )
}

function Frame() {
  const [overlay, setOverlay] = useState<Overlay>()
  const path = useRouterState({ select: (state) => state.location.pathname })
  useGlobalShortcuts(setOverlay)
  // biome-ignore lint/correctness/useExhaustiveDependencies: moving closes what lies over the page
  useEffect(() => setOverlay(undefined), [path])
  const close = () => setOverlay(undefined)
  return (
    <div className="grid h-full grid-cols-1 grid-rows-[auto_1fr] md:grid-cols-[13rem_1fr]">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:left-2 focus:top-2 focus:z-50 focus:bg-panel focus:p-2"
      >
        Skip to the page
      </a>
      <aside className="row-span-2 hidden border-r bg-sunken md:block">
        <Sidebar />
      </aside>
      <TopBar onOverlay={setOverlay} />
      <main id="main" tabIndex={-1} className="min-h-0 overflow-y-auto">
        <FocusOnMove path={path} />
        <Outlet />
      </main>
      <Dialog open={overlay === 'nav'} onClose={close} title="Pages" sheet="left">
        <div className="-m-4">
          <Sidebar onFollow={close} />
        </div>
      </Dialog>
      <Suspense>
        {overlay === 'palette' && <Palette onClose={close} onHelp={() => setOverlay('help')} />}
        {overlay === 'help' && <Help onClose={close} />}
      </Suspense>
    </div>
  )
}

function TopBar({ onOverlay }: { onOverlay: (overlay: Overlay) => void }) {
  const dark = useDark()
  return (
    <div className="min-w-0">
      <header className="flex h-12 items-center gap-2 border-b bg-panel px-3">
        <IconButton icon={MenuIcon} label="Pages" onClick={() => onOverlay('nav')} className="md:hidden" />
        <button
          type="button"
          onClick={() => onOverlay('palette')}
          className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md border bg-sunken px-2.5 text-left text-ink-3 hover:border-line-strong sm:max-w-sm"
        >
          <Search className="size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0 flex-1 truncate">Go to, or open a job by its id</span>
          <span className="hidden sm:flex">
            <Kbd>⌘K</Kbd>
          </span>
        </button>
        <span className="hidden flex-1 sm:block" />
        <LiveButton />
        <IconButton icon={dark ? Sun : Moon} label="Change theme (t)" onClick={toggleTheme} />
        <IconButton icon={CircleHelp} label="Keyboard shortcuts (?)" onClick={() => onOverlay('help')} />
      </header>
      <DisconnectedBanner />
    </div>
  )
}
