import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CalendarClock, CirclePause, Plus } from 'lucide-react'
import { usePolling } from '@/api/live'
import { type Schedule, scheduleList } from '@/api/schedules'
import { useMay } from '@/api/session'
import { Badge } from '@/ui/Badge'
import { buttonClass } from '@/ui/Button'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age } from '@/ui/Time'
import { FireResult } from './FireResult'
import { ScheduleMenu } from './ScheduleMenu'
import { Timing } from './Timing'

const COLUMNS: Column<Schedule>[] = [
  {
    key: 'name',
    header: 'Schedule',
    bare: true,
    phone: 'wide',
    cell: ({ id, name, paused }) => (
      <span className="flex items-center gap-2">
        <Link to="/schedules/$id" params={{ id }} className="font-medium hover:underline">
          {name}
        </Link>
        {paused && (
          <Badge tone="amber">
            <CirclePause className="size-3.5" aria-hidden />
            Paused
          </Badge>
        )}
      </span>
    ),
  },
  { key: 'timing', header: 'When', phone: 'wide', cell: (schedule) => <Timing schedule={schedule} /> },
  { key: 'type', header: 'Type', cell: ({ job }) => job.type },
  {
    key: 'next',
    header: 'Next',
    cell: ({ nextFireTimes }) => (nextFireTimes[0] ? <Age at={nextFireTimes[0]} /> : '–'),
  },
  { key: 'last', header: 'Last', cell: ({ lastFire }) => (lastFire ? <FireResult fire={lastFire} /> : '–') },
  {
    key: 'menu',
    header: <span className="sr-only">Actions</span>,
    phone: 'corner',
    className: 'w-9',
    cell: (schedule) => <ScheduleMenu schedule={schedule} />,
  },
]

export default function SchedulesPage() {
  const refetchInterval = usePolling(5_000, 10_000)
  const schedules = useQuery({ ...scheduleList(), refetchInterval })
  const mayWrite = useMay('jobs:write')
  const add = mayWrite && (
    <Link to="/schedules/new" className={buttonClass('primary')}>
      <Plus className="size-3.5" aria-hidden />
      New schedule
    </Link>
  )
  return (
    <PageFrame title="Schedules" actions={add}>
      <Panel>
        <Loaded
          query={schedules}
          isEmpty={({ items }) => items.length === 0}
          empty={
            <Empty icon={CalendarClock} title="No schedules yet" action={add}>
              A schedule submits a job again and again: by cron, with a time zone, or at an interval.
            </Empty>
          }
        >
          {({ items }) => (
            <Table caption="Schedules" columns={COLUMNS} rows={items} rowKey={({ id }) => id} />
          )}
        </Loaded>
      </Panel>
    </PageFrame>
  )
}
