import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { beginTotp, confirmTotp, meQuery } from '@/api/accounts'
import { sentence } from '@/api/problem'
import { Button } from '@/ui/Button'
import { CopyButton } from '@/ui/CopyButton'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { FormError, TextField } from '@/ui/Field'
import { download } from '@/ui/JsonView'
import { ErrorBox, Skeleton } from '@/ui/States'

/** The secret, a first code, then the recovery codes: each is shown once. */
export function TotpDialog({ onClose }: { onClose: () => void }) {
  const begun = useQuery({
    queryKey: ['totp', 'begin'],
    queryFn: beginTotp,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  })
  const [codes, setCodes] = useState<string[]>()
  return (
    <Dialog open onClose={onClose} title="Set up an authenticator app">
      {codes ? (
        <RecoveryCodes codes={codes} onClose={onClose} />
      ) : begun.data ? (
        <Confirm secret={begun.data.secret} uri={begun.data.uri} onConfirmed={setCodes} />
      ) : begun.error ? (
        <ErrorBox error={begun.error} />
      ) : (
        <Skeleton rows={3} />
      )}
    </Dialog>
  )
}

function Confirm({
  secret,
  uri,
  onConfirmed,
}: {
  secret: string
  uri: string
  onConfirmed: (codes: string[]) => void
}) {
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<unknown>()
  const queries = useQueryClient()
  const confirm = async (event: React.FormEvent) => {
    event.preventDefault()
    try {
      const { recoveryCodes } = await confirmTotp(code.trim())
      await queries.invalidateQueries({ queryKey: meQuery.queryKey })
      onConfirmed(recoveryCodes)
    } catch (problem) {
      setFailure(problem)
    }
  }
  return (
    <form onSubmit={confirm} className="flex flex-col gap-3">
      <p className="text-ink-2">
        Enter this key in your app, or{' '}
        <a href={uri} className="text-accent-text underline">
          open it there
        </a>
        . It is shown this once.
      </p>
      <p className="flex items-center justify-between gap-2 rounded-md bg-sunken px-3 py-2 font-mono text-xs">
        <span className="break-all">{secret.replace(/(.{4})/g, '$1 ')}</span>
        <CopyButton text={secret} label="Copy the key" />
      </p>
      <FormError>{failure ? sentence(failure) : null}</FormError>
      <TextField
        label="The code that the app shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <DialogActions>
        <Button kind="primary" type="submit" disabled={code.trim().length < 6}>
          Confirm
        </Button>
      </DialogActions>
    </form>
  )
}

function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = codes.join('\n')
  return (
    <>
      <p className="text-ink-2">
        If you lose the app, each of these signs you in once. They are not shown again.
      </p>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-md bg-sunken px-4 py-3 font-mono text-xs">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <DialogActions>
        <CopyButton text={text} label="Copy" words="Copy" />
        <Button small onClick={() => download('errand-recovery-codes.txt', text, 'text/plain')}>
          Download
        </Button>
        <Button kind="primary" small onClick={onClose}>
          I have kept them
        </Button>
      </DialogActions>
    </>
  )
}
