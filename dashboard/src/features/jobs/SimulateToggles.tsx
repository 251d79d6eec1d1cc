import { Checkbox } from '@/ui/Field'

type Input = { durationMs?: number; shouldFail?: boolean; failOnce?: boolean } & Record<string, unknown>

function read(data: string): Input | undefined {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : undefined
  } catch {
    return undefined
  }
}

/** The faults that can be ordered of the built-in type that only pretends. */
export function SimulateToggles({ data, onChange }: { data: string; onChange: (data: string) => void }) {
  const input = read(data)
  if (!input) {
    return null
  }
  const write = (change: Input) => onChange(JSON.stringify({ ...input, ...change }, null, 2))
  const seconds = (input.durationMs ?? 3000) / 1000
  return (
    <fieldset className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-md bg-sunken px-3 py-2.5">
      <legend className="sr-only">What to pretend</legend>
      <Checkbox
        label="Should fail"
        checked={input.shouldFail === true}
        onChange={(event) => write({ shouldFail: event.target.checked || undefined } as Input)}
      />
      <Checkbox
        label="Fails once"
        checked={input.failOnce === true}
        onChange={(event) => write({ failOnce: event.target.checked || undefined } as Input)}
      />
      <label className="flex items-center gap-2">
        Takes
        <input
          type="range"
          min={0}
          max={60}
          step={1}
          value={seconds}
          onChange={(event) => write({ durationMs: Number(event.target.value) * 1000 })}
          className="w-32 accent-accent"
        />
        <span className="num w-10">{seconds} s</span>
      </label>
    </fieldset>
  )
}
