import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ChevronsUpDown, LogOut, Moon, Settings, Sun } from 'lucide-react'
import { logout } from '@/api/accounts'
import { base } from '@/api/base'
import { useMe } from '@/api/session'
import { Menu } from '@/ui/Menu'
import { toggleTheme, useDark } from '@/ui/theme'
import { sayError } from '@/ui/toast'
import { useNav } from './useNav'

export function Sidebar({ onFollow }: { onFollow?: () => void }) {
  const nav = useNav()
  return (
    <div className="flex h-full flex-col">
      <Link
        to="/"
        onClick={onFollow}
        className="flex h-12 shrink-0 items-center gap-2 px-4 text-base font-semibold tracking-tight"
      >
        <img src={`${base}favicon.svg`} alt="" className="size-5" />
        Errand
      </Link>
      <nav aria-label="Pages" className="flex flex-1 flex-col gap-4 overflow-y-auto px-2 py-2">
        {nav.map(({ group, items }) => (
          <div key={group}>
            <p className="px-2 pb-1 text-2xs font-medium text-ink-3">{group}</p>
            <ul className="flex flex-col gap-px">
              {items.map(({ to, label, icon: Icon }) => (
                <li key={to}>
                  <Link
                    to={to}
                    onClick={onFollow}
                    activeOptions={{ exact: to === '/', includeSearch: false }}
                    className="flex h-7 items-center gap-2 rounded-md px-2 text-ink-2 transition-colors hover:bg-hover hover:text-ink data-[status=active]:bg-accent-soft data-[status=active]:font-medium data-[status=active]:text-accent-text"
                  >
                    <Icon className="size-4" aria-hidden />
                    {label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
      <UserMenu />
    </div>
  )
}

function UserMenu() {
  const me = useMe()
  const dark = useDark()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const leave = () => {
    logout().then(() => {
      queries.clear()
      void navigate({ to: '/login' })
    }, sayError)
  }
  const name = me.name ?? me.username ?? me.email ?? 'You'
  return (
    <div className="border-t p-2">
      <Menu
        label="Account"
        align="start"
        items={[
          { label: 'Settings', icon: Settings, onSelect: () => void navigate({ to: '/settings' }) },
          { label: dark ? 'Light theme' : 'Dark theme', icon: dark ? Sun : Moon, onSelect: toggleTheme },
          { label: 'Sign out', icon: LogOut, onSelect: leave },
        ]}
        face={
          <>
            <span
              className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-xs font-semibold text-accent-text"
              aria-hidden
            >
              {name.slice(0, 1).toUpperCase()}
            </span>
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium leading-4">{name}</span>
              <span className="block truncate text-2xs text-ink-3">
                {me.tenant.name} · {me.admin ? 'admin' : me.role}
              </span>
            </span>
            <ChevronsUpDown className="size-3.5 text-ink-3" aria-hidden />
          </>
        }
      />
    </div>
  )
}
