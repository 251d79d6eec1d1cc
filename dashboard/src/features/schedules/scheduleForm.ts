import type { Schedule, ScheduleDraft } from '@/api/schedules'
import { toIso } from '@/ui/format'

export type ScheduleForm = {
  name: string
  kind: 'cron' | 'every'
  cron: string
  every: string
  timezone: string
  overlap: Schedule['overlap']
  misfire: Schedule['misfire']
  dstGap: Schedule['dstGap']
  dstOverlap: Schedule['dstOverlap']
  job: string
}

export const emptyForm: ScheduleForm = {
  name: '',
  kind: 'cron',
  cron: '0 9 * * mon-fri',
  every: '15m',
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC',
  overlap: 'allow',
  misfire: 'once',
  dstGap: 'run_after',
  dstOverlap: 'first',
  job: '{\n  "type": "simulate",\n  "data": {\n    "durationMs": 3000\n  }\n}',
}

export const formOf = (schedule: Schedule, jobText: string): ScheduleForm => ({
  ...emptyForm,
  name: schedule.name,
  kind: schedule.cron ? 'cron' : 'every',
  cron: schedule.cron ?? emptyForm.cron,
  every: schedule.every ?? emptyForm.every,
  timezone: schedule.timezone,
  overlap: schedule.overlap,
  misfire: schedule.misfire,
  dstGap: schedule.dstGap,
  dstOverlap: schedule.dstOverlap,
  job: jobText,
})

/** When it would fire. */
export const timingOf = ({
  kind,
  cron,
  every,
  timezone,
  dstGap,
  dstOverlap,
}: ScheduleForm): ScheduleDraft => ({
  ...(kind === 'cron' ? { cron: cron.trim() } : { every: toIso(every) ?? every }),
  timezone,
  dstGap,
  dstOverlap,
})

export const draftOf = (form: ScheduleForm): ScheduleDraft => ({
  ...timingOf(form),
  name: form.name.trim(),
  overlap: form.overlap,
  misfire: form.misfire,
})
