import { useNavigate } from '@tanstack/react-router'
import { Pause, Play, Trash2, Zap } from 'lucide-react'
import { deleteSchedule, pauseSchedule, resumeSchedule, runSchedule, type Schedule } from '@/api/schedules'
import { useMay } from '@/api/session'
import { useConfirm } from '@/ui/Confirm'
import { Menu } from '@/ui/Menu'
import { useAction } from '@/ui/useAction'

export function ScheduleMenu({ schedule: { id, name, paused } }: { schedule: Schedule }) {
  const { run } = useAction(['schedules'], ['jobs'])
  const confirm = useConfirm()
  const navigate = useNavigate()
  if (!useMay('jobs:write')) {
    return null
  }
  const remove = async () => {
    const body = `“${name}” fires no more. Jobs that it has made stay.`
    if (await confirm({ title: 'Delete 1 schedule?', body, verb: 'Delete 1 schedule', danger: true })) {
      await navigate({ to: '/schedules' })
      await run(() => deleteSchedule(id), 'Deleted')
    }
  }
  return (
    <Menu
      label={`Actions for ${name}`}
      items={[
        {
          label: 'Run now',
          icon: Zap,
          onSelect: () => void run(() => runSchedule(id), 'A job is made, beside the fires'),
        },
        paused
          ? { label: 'Resume', icon: Play, onSelect: () => void run(() => resumeSchedule(id), 'It goes on') }
          : {
              label: 'Pause',
              icon: Pause,
              onSelect: () => void run(() => pauseSchedule(id), 'It is paused'),
            },
        { label: 'Delete…', icon: Trash2, danger: true, onSelect: () => void remove() },
      ]}
    />
  )
}
