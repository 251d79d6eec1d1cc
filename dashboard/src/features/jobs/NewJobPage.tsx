import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { jobDetail } from '@/api/jobs'
import { prettyJson } from '@/api/rawJson'
import { useMay } from '@/api/session'
import { PageFrame, Panel } from '@/ui/Layout'
import { Empty, ErrorBox, Skeleton } from '@/ui/States'
import { NewJobForm } from './NewJobForm'
import { emptyDraft, type JobDraft } from './newJob'

const route = getRouteApi('/app/jobs/new')

export default function NewJobPage() {
  const { like, type, queue } = route.useSearch()
  const mayWrite = useMay('jobs:write')
  const model = useQuery({ ...jobDetail(like ?? ''), enabled: like !== undefined })
  const start: JobDraft = model.data
    ? {
        ...emptyDraft,
        type: model.data.type,
        name: model.data.name ?? '',
        queue: model.data.queue,
        priority: String(model.data.priority),
        maxAttempts: String(model.data.maxAttempts),
        tags: model.data.tags.join(', '),
        data: prettyJson(model.data.dataText),
      }
    : { ...emptyDraft, ...(type ? { type } : {}), ...(queue ? { queue } : {}) }
  return (
    <PageFrame title="New job" narrow>
      <Panel pad>
        {!mayWrite ? (
          <Empty title="You may look, not submit">An owner of your tenant can change your role.</Empty>
        ) : like && model.isPending ? (
          <Skeleton />
        ) : like && model.error ? (
          <ErrorBox error={model.error} />
        ) : (
          <NewJobForm key={like ?? 'new'} start={start} />
        )}
      </Panel>
    </PageFrame>
  )
}
