import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { createSchedule } from '@/api/schedules'
import { PageFrame, Panel } from '@/ui/Layout'
import { say } from '@/ui/toast'
import { ScheduleEditor } from './ScheduleEditor'
import { emptyForm } from './scheduleForm'

export default function NewSchedulePage() {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return (
    <PageFrame title="New schedule" narrow>
      <Panel pad>
        <ScheduleEditor
          start={emptyForm}
          verb="Make the schedule"
          onSave={async (draft, job) => {
            const { id } = await createSchedule(draft, job)
            say('The schedule is made')
            await queries.invalidateQueries({ queryKey: ['schedules'] })
            await navigate({ to: '/schedules/$id', params: { id } })
          }}
        />
      </Panel>
    </PageFrame>
  )
}
