import { SelectField } from '@/ui/Field'
import { Panel } from '@/ui/Layout'
import { type Density, setDensity, setTheme, type Theme, useDensity, useTheme } from '@/ui/theme'
import { setZone, useZone, type Zone } from '@/ui/time'

/** Kept in this browser. */
export function LooksPanel() {
  const theme = useTheme()
  const zone = useZone()
  const density = useDensity()
  return (
    <Panel title="How it looks" pad>
      <div className="grid gap-3 sm:grid-cols-3">
        <SelectField label="Theme" value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          <option value="system">As the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </SelectField>
        <SelectField label="Time zone" value={zone} onChange={(event) => setZone(event.target.value as Zone)}>
          <option value="local">Of this browser ({Intl.DateTimeFormat().resolvedOptions().timeZone})</option>
          <option value="utc">UTC</option>
        </SelectField>
        <SelectField
          label="Tables"
          value={density}
          onChange={(event) => setDensity(event.target.value as Density)}
        >
          <option value="dense">Dense</option>
          <option value="roomy">Roomy</option>
        </SelectField>
      </div>
    </Panel>
  )
}
