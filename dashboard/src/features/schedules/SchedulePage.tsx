import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { usePolling } from '@/api/live'
import { editSchedule, type Fire, type Schedule, scheduleDetail, scheduleFires } from '@/api/schedules'
import { useMay } from '@/api/session'
import { Badge } from '@/ui/Badge'
import { Button } from '@/ui/Button'
import { Facts, PageFrame, Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'
import { type Column, Table } from '@/ui/Table'
import { Age, Moment } from '@/ui/Time'
import { say } from '@/ui/toast'
import { FireResult } from './FireResult'
import { ScheduleEditor } from './ScheduleEditor'
import { ScheduleMenu } from './ScheduleMenu'
import { formOf } from './scheduleForm'
import { Timing } from './Timing'

const route = getRouteApi('/app/schedules/$id')

const FIRES: Column<Fire>[] = [
  { key: 'due', header: 'Due', cell: ({ fireAt }) => <Moment at={fireAt} /> },
  { key: 'result', header: 'What came of it', cell: (fire) => <FireResult fire={fire} /> },
]

export default function SchedulePage() {
  const { id } = route.useParams()
  const refetchInterval = usePolling(5_000, 10_000)
  const [editing, setEditing] = useState(false)
  const mayWrite = useMay('jobs:write')
  const schedule = useQuery({ ...scheduleDetail(id), refetchInterval: editing ? false : refetchInterval })
  const { data } = schedule
  return (
    <PageFrame
      title={data?.name ?? 'Schedule'}
      heading={
        <span className="flex items-center gap-2.5">
          {data?.name ?? 'Schedule'} {data?.paused && <Badge tone="amber">Paused</Badge>}
        </span>
      }
      narrow
      actions={
        data && (
          <>
            {mayWrite && !editing && (
              <Button icon={Pencil} onClick={() => setEditing(true)}>
                Edit
              </Button>
            )}
            <ScheduleMenu schedule={data} />
          </>
        )
      }
    >
      <Loaded query={schedule}>
        {(loaded) =>
          editing ? <Edit schedule={loaded} onDone={() => setEditing(false)} /> : <Detail schedule={loaded} />
        }
      </Loaded>
      <Fires id={id} />
    </PageFrame>
  )
}

function Edit({ schedule, onDone }: { schedule: Schedule; onDone: () => void }) {
  const queries = useQueryClient()
  return (
    <Panel
      title="Edit"
      pad
      actions={
        <Button small onClick={onDone}>
          Close
        </Button>
      }
    >
      <ScheduleEditor
        start={formOf(schedule, JSON.stringify(schedule.job, null, 2))}
        verb="Save"
        onSave={async (draft, job) => {
          const before = JSON.stringify(schedule.job, null, 2)
          await editSchedule(schedule.id, schedule.version, draft, job === before ? undefined : job)
          say('Saved')
          await queries.invalidateQueries({ queryKey: ['schedules'] })
          onDone()
        }}
      />
    </Panel>
  )
}

function Detail({ schedule }: { schedule: Schedule }) {
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <Panel title="What it does" pad>
        <Facts
          facts={[
            ['Fires', <Timing key="timing" schedule={schedule} />],
            ['Submits', `${schedule.job.type} to ${schedule.job.queue ?? 'default'}`],
            ['Overlap', schedule.overlap.replace('_', ' ')],
            ['Missed', schedule.misfire],
          ]}
        />
      </Panel>
      <Panel title="Next" pad>
        {schedule.nextFireTimes.length === 0 ? (
          <p className="text-ink-2">Never, while it is paused.</p>
        ) : (
          <ol className="flex flex-col gap-1">
            {schedule.nextFireTimes.map((at) => (
              <li key={at} className="flex justify-between gap-3">
                <Moment at={at} />
                <span className="text-ink-3">
                  <Age at={at} />
                </span>
              </li>
            ))}
          </ol>
        )}
      </Panel>
    </div>
  )
}

function Fires({ id }: { id: string }) {
  const fires = useQuery(scheduleFires(id))
  return (
    <Panel title="What it did">
      <Loaded
        query={fires}
        rows={4}
        isEmpty={({ items }) => items.length === 0}
        empty={<p className="px-4 py-4 text-ink-2">It has not fired yet.</p>}
      >
        {({ items }) => (
          <Table caption="Fires, newest first" columns={FIRES} rows={items} rowKey={({ fireAt }) => fireAt} />
        )}
      </Loaded>
    </Panel>
  )
}
