import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CirclePause, Play, SkipForward } from 'lucide-react'
import { usePolling } from '@/api/live'
import { type Queue, queueDetail } from '@/api/queues'
import { useMay } from '@/api/session'
import { JOB_STATES, STATES } from '@/api/states'
import { StateBadge } from '@/ui/Badge'
import { Button, buttonClass } from '@/ui/Button'
import { count, isoWords } from '@/ui/format'
import { Facts, PageFrame, Panel } from '@/ui/Layout'
import { Loaded } from '@/ui/States'
import { Moment } from '@/ui/Time'
import { QueueMenu } from './QueueMenu'
import { limitsWords } from './QueuesPage'
import { useQueueActions } from './useQueueActions'

const route = getRouteApi('/app/queues/$name')

export default function QueuePage() {
  const { name } = route.useParams()
  const refetchInterval = usePolling(3_000, 5_000)
  const queue = useQuery({ ...queueDetail(name), refetchInterval })
  return (
    <PageFrame
      title={`Queue ${name}`}
      heading={name}
      actions={
        <>
          <Link to="/jobs" search={{ queue: name }} className={buttonClass()}>
            Its jobs
          </Link>
          {queue.data && <QueueButtons queue={queue.data} />}
        </>
      }
    >
      <Loaded query={queue}>{(data) => <Detail queue={data} />}</Loaded>
    </PageFrame>
  )
}

function QueueButtons({ queue }: { queue: Queue }) {
  const actions = useQueueActions(queue)
  const mayWrite = useMay('jobs:write')
  return (
    mayWrite && (
      <>
        {queue.paused && (
          <Button kind="primary" icon={Play} busy={actions.busy} onClick={() => void actions.resume()}>
            Resume
          </Button>
        )}
        {queue.manual && (
          <Button kind="primary" icon={SkipForward} busy={actions.busy} onClick={() => void actions.next()}>
            Run the next
          </Button>
        )}
        <QueueMenu queue={queue} />
      </>
    )
  )
}

function Detail({ queue }: { queue: Queue }) {
  const waiting = JOB_STATES.filter((state) => !STATES[state].final)
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {queue.paused && (
        <div
          role="status"
          className="flex items-center gap-3 rounded-lg bg-amber-soft px-4 py-3 text-amber lg:col-span-2"
        >
          <CirclePause className="size-4" aria-hidden />
          <p>
            <strong>Paused</strong> since <Moment at={queue.paused.at} />:{' '}
            {queue.paused.reason ?? 'no reason was given'}
          </p>
        </div>
      )}
      <Panel title="What is in it">
        <ul className="divide-y">
          {waiting.map((state) => (
            <li key={state}>
              <Link
                to="/jobs"
                search={{ queue: queue.name, state: [state] }}
                className="flex items-center justify-between px-4 py-2 hover:bg-hover"
              >
                <StateBadge state={state} />
                <span className="num font-medium">{count(queue.depth[state] ?? 0)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title="How it runs" pad>
        <Facts
          facts={[
            ['Oldest waits', isoWords(queue.oldestPendingAge, 'nothing waits')],
            ['Limits', limitsWords(queue)],
            [
              'Goes next',
              queue.next ? (
                <Link
                  key="next"
                  to="/jobs/$id"
                  params={{ id: queue.next }}
                  className="break-all font-mono text-xs text-accent-text hover:underline"
                >
                  {queue.next}
                </Link>
              ) : (
                'nothing'
              ),
            ],
          ]}
        />
      </Panel>
    </div>
  )
}
