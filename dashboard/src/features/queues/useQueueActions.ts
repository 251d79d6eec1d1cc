import { deleteQueue, purgeQueue, type Queue, resumeQueue, runNext } from '@/api/queues'
import { useConfirm } from '@/ui/Confirm'
import { plural } from '@/ui/format'
import { useAction } from '@/ui/useAction'

/** What is done to a queue without asking for more than a yes. */
export function useQueueActions({ name, depth }: Queue) {
  const { run, busy } = useAction(['queues'], ['jobs'], ['stats'])
  const confirm = useConfirm()
  const waiting = (depth.pending ?? 0) + (depth.scheduled ?? 0) + (depth.held ?? 0) + (depth.retrying ?? 0)
  return {
    busy,
    waiting,
    resume: () => run(() => resumeQueue(name), `${name} goes on`),
    next: () =>
      run(
        () => runNext(name),
        (job) => (job ? 'The next one runs' : 'The queue is empty'),
      ),
    purge: async () => {
      const verb = `Cancel ${plural(waiting, 'job')}`
      const body = `Every job that waits in ${name} is cancelled: ${plural(waiting, 'job')}. What runs goes on.`
      if (await confirm({ title: `Purge ${name}?`, body, verb, danger: true })) {
        await run(
          () => purgeQueue(name),
          ({ cancelled }) => `${plural(cancelled, 'job')} cancelled`,
        )
      }
    },
    remove: async () => {
      const body = `The limits of ${name} are forgotten. It must be empty.`
      if (await confirm({ title: `Delete ${name}?`, body, verb: 'Delete 1 queue', danger: true })) {
        const done = await run(() => deleteQueue(name).then(() => true), `${name} is deleted`)
        return done === true
      }
      return false
    },
  }
}
