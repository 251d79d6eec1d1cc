import { jsonTrouble, prettyJson } from '@/api/rawJson'
import { Button } from '@/ui/Button'
import { Field } from '@/ui/Field'

type Props = {
  label: string
  value: string
  onChange: (text: string) => void
  rows?: number
  error?: string | undefined
}

/** JSON as text, with the place where it breaks. */
export function JsonEditor({ label, value, onChange, rows = 8, error }: Props) {
  const trouble = jsonTrouble(value)
  const message = trouble ? `Line ${trouble.line}, column ${trouble.column}: ${trouble.message}` : error
  return (
    <div className="relative">
      <Field label={label} error={message}>
        {(control) => (
          <textarea
            {...control}
            rows={rows}
            spellCheck={false}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            className="field font-mono text-xs leading-5"
          />
        )}
      </Field>
      <span className="absolute -top-1.5 right-0">
        <Button
          small
          kind="ghost"
          disabled={trouble !== undefined}
          onClick={() => onChange(prettyJson(value))}
        >
          Tidy
        </Button>
      </span>
    </div>
  )
}
