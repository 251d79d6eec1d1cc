import { useNavigate } from '@tanstack/react-router'
import { ListX, Pause, Play, SkipForward, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { Queue } from '@/api/queues'
import { useMay } from '@/api/session'
import { Menu, type MenuItem } from '@/ui/Menu'
import { LimitsDialog } from './LimitsDialog'
import { PauseDialog } from './PauseDialog'
import { useQueueActions } from './useQueueActions'

export function QueueMenu({ queue }: { queue: Queue }) {
  const [open, setOpen] = useState<'pause' | 'limits'>()
  const actions = useQueueActions(queue)
  const navigate = useNavigate()
  if (!useMay('jobs:write')) {
    return null
  }
  const remove = async () => {
    if (await actions.remove()) {
      await navigate({ to: '/queues' })
    }
  }
  const items: MenuItem[] = [
    queue.paused
      ? { label: 'Resume', icon: Play, onSelect: () => void actions.resume() }
      : { label: 'Pause…', icon: Pause, onSelect: () => setOpen('pause') },
    { label: 'Limits…', icon: SlidersHorizontal, onSelect: () => setOpen('limits') },
    ...(queue.manual
      ? [{ label: 'Run the next', icon: SkipForward, onSelect: () => void actions.next() }]
      : []),
    {
      label: 'Purge…',
      icon: ListX,
      danger: true,
      disabled: actions.waiting === 0,
      onSelect: () => void actions.purge(),
    },
    { label: 'Delete…', icon: Trash2, danger: true, onSelect: () => void remove() },
  ]
  return (
    <>
      <Menu label={`Actions for queue ${queue.name}`} items={items} />
      {open === 'pause' && <PauseDialog queue={queue} onClose={() => setOpen(undefined)} />}
      {open === 'limits' && <LimitsDialog queue={queue} onClose={() => setOpen(undefined)} />}
    </>
  )
}
