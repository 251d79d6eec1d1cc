import { Ellipsis, type LucideIcon } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { cx } from './cx'

export type MenuItem = {
  label: string
  icon?: LucideIcon
  onSelect: () => void
  danger?: boolean
  disabled?: boolean
}

type Props = {
  label: string
  items: MenuItem[]
  /** What the button shows; three dots by default. */
  face?: ReactNode
  align?: 'start' | 'end'
}

// Fetched when the first menu is opened: a list of jobs has one for each row.
const MenuPopup = lazy(() => import('./MenuPopup'))

export function Menu({ label, items, face, align = 'end' }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(true)}
        {...(face ? {} : { 'aria-label': label, title: 'Actions' })}
        className={cx(
          'inline-flex items-center rounded-md transition-colors hover:bg-hover',
          face ? 'w-full gap-2 px-2 py-1.5 text-left' : 'size-6 justify-center text-ink-3 hover:text-ink',
        )}
      >
        {face ?? <Ellipsis className="size-4" aria-hidden />}
      </button>
      {open && (
        <Suspense>
          <MenuPopup
            label={label}
            anchor={button}
            items={items}
            align={align}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  )
}
