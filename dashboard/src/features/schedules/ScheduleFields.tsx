import { useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { sentence } from '@/api/problem'
import { schedulePreview } from '@/api/schedules'
import { SelectField, TextField } from '@/ui/Field'
import { Moment } from '@/ui/Time'
import { cronWords } from './cronWords'
import { type ScheduleForm, timingOf } from './scheduleForm'

const ZONES: readonly string[] = ['UTC', ...Intl.supportedValuesOf('timeZone')]

export function ScheduleFields({ form }: { form: UseFormReturn<ScheduleForm> }) {
  const { register, control } = form
  const kind = useWatch({ control, name: 'kind' })
  const cron = useWatch({ control, name: 'cron' })
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField label="Name" required maxLength={200} className="sm:col-span-2" {...register('name')} />
      <SelectField label="Fires" {...register('kind')}>
        <option value="cron">By cron</option>
        <option value="every">At an interval</option>
      </SelectField>
      {kind === 'cron' ? (
        <TextField
          label="Cron"
          spellCheck={false}
          hint={cronWords(cron) ?? 'minute hour day month weekday'}
          {...register('cron')}
        />
      ) : (
        <TextField label="Every" hint="30s, 15m, 2h, 1d" {...register('every')} />
      )}
      <TextField label="Time zone" list="zones" {...register('timezone')} />
      <datalist id="zones">
        {ZONES.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      <SelectField label="If the one before is unfinished" {...register('overlap')}>
        <option value="allow">Run beside it</option>
        <option value="skip">Skip this time</option>
        <option value="cancel_running">Cancel it, run this one</option>
      </SelectField>
      <SelectField label="If nobody was there in time" {...register('misfire')}>
        <option value="once">Run once, late</option>
        <option value="skip">Skip</option>
        <option value="all">Make up for each</option>
      </SelectField>
      <SelectField label="If the clock jumps over it" {...register('dstGap')}>
        <option value="run_after">Run right after</option>
        <option value="skip">Skip</option>
      </SelectField>
      <SelectField label="If the clock shows it twice" {...register('dstOverlap')}>
        <option value="first">The first time</option>
        <option value="second">The second time</option>
        <option value="both">Both times</option>
      </SelectField>
    </div>
  )
}

/** The next five moments, as the server sees them. */
export function Preview({ form: { control } }: { form: UseFormReturn<ScheduleForm> }) {
  const values = useWatch({ control }) as ScheduleForm
  const timing = useDeferredValue(timingOf(values))
  const preview = useQuery(schedulePreview(timing, true))
  return (
    <div className="rounded-md bg-sunken px-3 py-2.5" aria-live="polite">
      <p className="text-xs font-medium text-ink-2">Next</p>
      {preview.error ? (
        <p className="text-red">{sentence(preview.error)}</p>
      ) : (
        <ol>
          {preview.data?.nextFireTimes.map((at) => (
            <li key={at}>
              <Moment at={at} />
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
