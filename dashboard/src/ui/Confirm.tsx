import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { Button } from './Button'
import { Dialog, DialogActions } from './Dialog'

export type Question = {
  title: string
  /** What exactly is touched: how many, which. */
  body: ReactNode
  verb: string
  danger?: boolean
}

type Ask = (question: Question) => Promise<boolean>

const ConfirmContext = createContext<Ask>(() => Promise.resolve(false))

export const useConfirm = (): Ask => useContext(ConfirmContext)

/** Asks before what cannot be undone. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null)
  const ask = useCallback<Ask>((question) => new Promise((answer) => setAsked({ question, answer })), [])
  const close = (yes: boolean) => {
    asked?.answer(yes)
    setAsked(null)
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      <Dialog
        open={asked !== null}
        onClose={() => close(false)}
        title={asked?.question.title ?? ''}
        description={asked?.question.body}
      >
        <DialogActions>
          <Button onClick={() => close(false)}>Keep things as they are</Button>
          <Button kind={asked?.question.danger ? 'danger' : 'primary'} onClick={() => close(true)}>
            {asked?.question.verb}
          </Button>
        </DialogActions>
      </Dialog>
    </ConfirmContext>
  )
}
