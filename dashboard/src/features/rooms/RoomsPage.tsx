import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '@/ui/Button'
import { TextField } from '@/ui/Field'
import { PageFrame, Panel } from '@/ui/Layout'

export default function RoomsPage() {
  const [name, setName] = useState('')
  const navigate = useNavigate()
  const enter = (event: React.FormEvent) => {
    event.preventDefault()
    if (name.trim()) {
      void navigate({ to: '/rooms/$name', params: { name: name.trim() } })
    }
  }
  return (
    <PageFrame title="Rooms" note="People and programs of your tenant, talking over the live socket" narrow>
      <Panel pad>
        <form onSubmit={enter} className="flex flex-wrap items-end gap-3">
          <TextField
            label="Room"
            hint="A room is there as soon as somebody is in it"
            value={name}
            onChange={(event) => setName(event.target.value)}
            className="min-w-0 flex-1"
          />
          <Button kind="primary" type="submit" className="mb-5">
            Enter
          </Button>
        </form>
      </Panel>
    </PageFrame>
  )
}
