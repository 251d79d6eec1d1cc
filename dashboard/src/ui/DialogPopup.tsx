import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { IconButton } from './Button'
import { cx } from './cx'
import type { DialogProps } from './Dialog'

const PLACES = {
  middle: 'left-1/2 top-[12vh] max-h-[80vh] w-[calc(100vw-2rem)] -translate-x-1/2 rounded-lg border',
  left: 'inset-y-0 left-0 w-72 max-w-[85vw] border-r',
  bottom: 'inset-x-0 bottom-0 max-h-[85vh] rounded-t-xl border-t',
} as const

export default function DialogPopup({
  onClose,
  title,
  description,
  children,
  wide,
  sheet,
}: Omit<DialogProps, 'open'>) {
  return (
    <Base.Root open onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup
          className={cx(
            'fixed z-50 flex flex-col bg-panel text-ink shadow-pop outline-none',
            PLACES[sheet ?? 'middle'],
            !sheet && (wide ? 'max-w-2xl' : 'max-w-md'),
          )}
        >
          <header className="flex items-center justify-between gap-2 border-b px-4 py-2.5">
            <Base.Title className="text-base font-semibold">{title}</Base.Title>
            <IconButton icon={X} label="Close" onClick={onClose} />
          </header>
          <div className="flex flex-col gap-3 overflow-y-auto p-4">
            {description && (
              <Base.Description render={<div />} className="text-ink-2">
                {description}
              </Base.Description>
            )}
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
