import { lazy, type ReactNode, Suspense } from 'react'

export type DialogProps = {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  children: ReactNode
  wide?: boolean
  /** From the side, as filters and navigation on a phone do. */
  sheet?: 'left' | 'bottom'
}

// No page shows one at first.
const DialogPopup = lazy(() => import('./DialogPopup'))

export function Dialog({ open, ...rest }: DialogProps) {
  return open ? (
    <Suspense>
      <DialogPopup {...rest} />
    </Suspense>
  ) : null
}

export function DialogActions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap justify-end gap-2 pt-1">{children}</div>
}
