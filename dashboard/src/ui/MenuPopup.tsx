import { Menu as Base } from '@base-ui/react/menu'
import type { RefObject } from 'react'
import { cx } from './cx'
import type { MenuItem } from './Menu'

type Props = {
  label: string
  anchor: RefObject<HTMLButtonElement | null>
  items: MenuItem[]
  align: 'start' | 'end'
  onClose: () => void
}

export default function MenuPopup({ label, anchor, items, align, onClose }: Props) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} sideOffset={4} align={align} className="z-50">
          <Base.Popup
            aria-label={label}
            finalFocus={anchor}
            className="min-w-44 rounded-lg border bg-panel p-1 text-sm text-ink shadow-pop outline-none"
          >
            {items.map(({ label: name, icon: Icon, onSelect, danger, disabled }) => (
              <Base.Item
                key={name}
                onClick={onSelect}
                disabled={disabled ?? false}
                className={cx(
                  'flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 outline-none',
                  'data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:opacity-50',
                  danger && 'text-red',
                )}
              >
                {Icon && <Icon className="size-3.5" aria-hidden />}
                {name}
              </Base.Item>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
