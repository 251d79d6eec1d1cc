import type { Counts } from '@/api/jobs'
import { JOB_STATES, type JobState, STATES } from '@/api/states'
import { cx } from '@/ui/cx'
import { count } from '@/ui/format'

type Props = {
  counts: Counts | undefined
  chosen: readonly JobState[]
  onChoose: (states: JobState[]) => void
}

/** One tab for each state, with how many there are. */
export function StateTabs({ counts, chosen, onChoose }: Props) {
  const tabs: { key: JobState | 'total'; word: string }[] = [
    { key: 'total', word: 'All' },
    ...JOB_STATES.map((state) => ({ key: state, word: STATES[state].word })),
  ]
  return (
    <nav aria-label="States" className="flex gap-0.5 overflow-x-auto border-b px-2">
      {tabs.map(({ key, word }) => {
        const active = key === 'total' ? chosen.length === 0 : chosen.includes(key)
        return (
          <button
            key={key}
            type="button"
            aria-pressed={active}
            onClick={(event) => onChoose(next(key, chosen, event.shiftKey))}
            className={cx(
              '-mb-px flex items-center gap-1.5 whitespace-nowrap border-b-2 px-2.5 py-2',
              active ? 'border-accent-text font-medium' : 'border-transparent text-ink-2 hover:text-ink',
            )}
          >
            {word}
            {counts && <span className="num text-xs text-ink-3">{count(counts[key])}</span>}
          </button>
        )
      })}
    </nav>
  )
}

/** Shift adds a state to those that are chosen, or takes it away. */
function next(key: JobState | 'total', chosen: readonly JobState[], add: boolean): JobState[] {
  if (key === 'total') {
    return []
  }
  if (!add) {
    return [key]
  }
  return chosen.includes(key) ? chosen.filter((state) => state !== key) : [...chosen, key]
}
