import { useState } from 'react'
import { changeProfile, meQuery, removeTotp } from '@/api/accounts'
import { useMe } from '@/api/session'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Dialog, DialogActions } from '@/ui/Dialog'
import { TextField } from '@/ui/Field'
import { Panel } from '@/ui/Layout'
import { useAction } from '@/ui/useAction'
import { TotpDialog } from './TotpDialog'

export function SecondFactorPanel() {
  const me = useMe()
  const { run, busy } = useAction(meQuery.queryKey)
  const [open, setOpen] = useState<'begin' | 'remove'>()
  return (
    <Panel title="Second step when signing in">
      <ul className="divide-y">
        <Way
          title="A code by mail or text message"
          note="Six digits, good for ten minutes"
          on={me.otpEnabled === true}
        >
          <Button
            small
            busy={busy}
            onClick={() => void run(() => changeProfile({ otpEnabled: !me.otpEnabled }), 'Saved')}
          >
            {me.otpEnabled ? 'Turn off' : 'Turn on'}
          </Button>
        </Way>
        <Way
          title="An authenticator app"
          note="Works without mail and network; with recovery codes"
          on={me.totpEnabled === true}
        >
          <Button small onClick={() => setOpen(me.totpEnabled ? 'remove' : 'begin')}>
            {me.totpEnabled ? 'Turn off…' : 'Set up…'}
          </Button>
        </Way>
      </ul>
      {open === 'begin' && <TotpDialog onClose={() => setOpen(undefined)} />}
      {open === 'remove' && <RemoveDialog onClose={() => setOpen(undefined)} />}
    </Panel>
  )
}

function Way({
  title,
  note,
  on,
  children,
}: {
  title: string
  note: string
  on: boolean
  children: React.ReactNode
}) {
  return (
    <li className="flex items-center justify-between gap-3 px-4 py-3">
      <div>
        <p className="flex items-center gap-2 font-medium">
          {title} <Badge tone={on ? 'green' : 'gray'}>{on ? 'on' : 'off'}</Badge>
        </p>
        <p className="text-xs text-ink-3">{note}</p>
      </div>
      {children}
    </li>
  )
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const { run, busy } = useAction(meQuery.queryKey)
  const remove = async () => {
    if (
      await run(
        () => removeTotp(password).then(() => true),
        'The app and its recovery codes are no longer needed',
      )
    ) {
      onClose()
    }
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title="Do without the app?"
      description="Its recovery codes stop working as well."
    >
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <DialogActions>
        <Button onClick={onClose}>Keep it</Button>
        <Button kind="danger" busy={busy} disabled={password === ''} onClick={() => void remove()}>
          Turn off
        </Button>
      </DialogActions>
    </Dialog>
  )
}
