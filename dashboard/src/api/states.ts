import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleX,
  LoaderCircle,
  type LucideIcon,
  RotateCw,
} from 'lucide-react'

export const JOB_STATES = [
  'held',
  'scheduled',
  'pending',
  'running',
  'retrying',
  'completed',
  'failed',
  'cancelled',
] as const

export type JobState = (typeof JOB_STATES)[number]
export type JobAction = 'run' | 'cancel' | 'retry' | 'edit' | 'delete'

type StateLook = {
  word: string
  icon: LucideIcon
  /** The name of the colour pair in app.css. */
  tone: 'violet' | 'sky' | 'slate' | 'blue' | 'amber' | 'green' | 'red' | 'gray'
  meaning: string
  final: boolean
  actions: readonly JobAction[]
}

/** Everything a page knows of a state. What is legal is decided by the server; this mirrors it. */
export const STATES = {
  held: {
    word: 'Held',
    icon: CirclePause,
    tone: 'violet',
    meaning: 'Waits until somebody lets it run',
    final: false,
    actions: ['run', 'edit', 'cancel', 'delete'],
  },
  scheduled: {
    word: 'Scheduled',
    icon: CalendarClock,
    tone: 'sky',
    meaning: 'Not due yet',
    final: false,
    actions: ['run', 'edit', 'cancel', 'delete'],
  },
  pending: {
    word: 'Pending',
    icon: CircleDashed,
    tone: 'slate',
    meaning: 'Ready, waits in its queue',
    final: false,
    actions: ['edit', 'cancel', 'delete'],
  },
  running: {
    word: 'Running',
    icon: LoaderCircle,
    tone: 'blue',
    meaning: 'A worker is at it',
    final: false,
    actions: ['cancel'],
  },
  retrying: {
    word: 'Retrying',
    icon: RotateCw,
    tone: 'amber',
    meaning: 'Failed, waits for its next attempt',
    final: false,
    actions: ['run', 'edit', 'cancel', 'delete'],
  },
  completed: {
    word: 'Completed',
    icon: CircleCheck,
    tone: 'green',
    meaning: 'Done',
    final: true,
    actions: ['delete'],
  },
  failed: {
    word: 'Failed',
    icon: CircleX,
    tone: 'red',
    meaning: 'Failed for good; can be retried',
    final: true,
    actions: ['retry', 'delete'],
  },
  cancelled: {
    word: 'Cancelled',
    icon: Ban,
    tone: 'gray',
    meaning: 'Called off; can be retried',
    final: true,
    actions: ['retry', 'delete'],
  },
} as const satisfies Record<JobState, StateLook>

export const isJobState = (word: unknown): word is JobState =>
  typeof word === 'string' && Object.hasOwn(STATES, word)

export const allows = (state: JobState, action: JobAction): boolean =>
  (STATES[state].actions as readonly JobAction[]).includes(action)
