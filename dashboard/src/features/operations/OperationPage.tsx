import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CircleStop } from 'lucide-react'
import { abortOperation, isOver, type Operation, operationDetail } from '@/api/operations'
import { Button, buttonClass } from '@/ui/Button'
import { count, plural } from '@/ui/format'
import { Facts, PageFrame, Panel } from '@/ui/Layout'
import { ProgressBar } from '@/ui/Progress'
import { Loaded } from '@/ui/States'
import { Moment } from '@/ui/Time'
import { useAction } from '@/ui/useAction'
import { OperationBadge } from './OperationBadge'
import { skippedOf, wireFilterWords } from './words'

const route = getRouteApi('/app/operations/$id')

export default function OperationPage() {
  const { id } = route.useParams()
  const operation = useQuery(operationDetail(id))
  const { run, busy } = useAction(['operations'])
  return (
    <PageFrame
      title="Operation"
      narrow
      actions={
        <>
          {operation.data && !isOver(operation.data) && (
            <Button
              kind="danger"
              icon={CircleStop}
              busy={busy}
              onClick={() => void run(() => abortOperation(id), 'It stops')}
            >
              Abort
            </Button>
          )}
          <Link to="/jobs" className={buttonClass()}>
            To the jobs
          </Link>
        </>
      }
    >
      <Loaded query={operation}>{(data) => <Detail operation={data} />}</Loaded>
    </PageFrame>
  )
}

function Detail({
  operation: { action, filter, state, total, done, skipped, createdAt, finishedAt },
}: {
  operation: Operation
}) {
  const left = skippedOf(skipped)
  const percent = total === 0 ? 100 : Math.round(((done + left) / total) * 100)
  return (
    <>
      <Panel pad>
        <div className="flex flex-col gap-3">
          <div className="flex items-center justify-between gap-2">
            <p className="font-medium" aria-live="polite">
              <span className="capitalize">{action}</span>: {count(done)} of {plural(total, 'job')} done
              {left > 0 && `, ${count(left)} skipped`}
            </p>
            <OperationBadge state={state} />
          </div>
          <ProgressBar percent={percent} label="Progress of the operation" />
        </div>
      </Panel>
      <Panel title="Details" pad>
        <Facts
          facts={[
            ['Touches', wireFilterWords(filter)],
            ['Asked', <Moment key="asked" at={createdAt} />],
            ['Finished', finishedAt ? <Moment key="finished" at={finishedAt} /> : 'not yet'],
            ...Object.entries(skipped).map(([reason, jobs]): [string, string] => [
              `Skipped: ${reason.replaceAll('_', ' ')}`,
              plural(jobs, 'job'),
            ]),
          ]}
        />
      </Panel>
    </>
  )
}
