import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type JobDetail, jobAttempts } from '@/api/jobs'
import { JsonView } from '@/ui/JsonView'
import { Panel } from '@/ui/Layout'
import { Tabs } from '@/ui/Tabs'
import { History } from './History'
import { Logs } from './Logs'
import type { JOB_TABS } from './search'

type Key = (typeof JOB_TABS)[number]

const route = getRouteApi('/app/jobs/$id')

const Nothing = ({ children }: { children: string }) => (
  <p className="px-4 py-6 text-center text-ink-2">{children}</p>
)

export function JobTabs({ job }: { job: JobDetail }) {
  const { tab = 'payload' } = route.useSearch()
  const navigate = route.useNavigate()
  const tabs: { key: Key; label: string; content: React.ReactNode }[] = [
    { key: 'payload', label: 'Payload', content: <JsonView text={job.dataText} name="payload.json" /> },
    {
      key: 'result',
      label: 'Result',
      content: job.resultText ? (
        <JsonView text={job.resultText} name="result.json" />
      ) : (
        <Nothing>There is no result.</Nothing>
      ),
    },
    { key: 'logs', label: 'Logs', content: <Logs job={job} /> },
    { key: 'errors', label: 'Errors', content: <Errors job={job} /> },
    { key: 'history', label: 'History', content: <History job={job} /> },
    { key: 'raw', label: 'Raw', content: <JsonView text={job.raw} name="job.json" /> },
  ]
  return (
    <Panel>
      <Tabs
        label="Parts of the job"
        tabs={tabs}
        value={tab}
        onChange={(key) => void navigate({ to: '.', search: { tab: key as Key }, replace: true })}
      />
    </Panel>
  )
}

function Errors({ job }: { job: JobDetail }) {
  const { data } = useQuery(jobAttempts(job.id))
  const failed = data?.filter(({ error }) => error) ?? []
  if (failed.length === 0) {
    return <Nothing>No attempt has failed.</Nothing>
  }
  return (
    <ul className="divide-y">
      {failed.map(({ number, error, worker }) => (
        <li key={number} className="px-4 py-3">
          <p className="text-xs text-ink-3">
            Attempt {number}, {error?.code}
            {worker && `, on ${worker}`}
          </p>
          <pre className="mt-1 whitespace-pre-wrap break-words font-mono text-xs">{error?.message}</pre>
        </li>
      ))}
    </ul>
  )
}
