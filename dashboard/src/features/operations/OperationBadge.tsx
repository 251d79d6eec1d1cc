import { Badge, type Tone } from '@/ui/Badge'

const TONES: Record<string, Tone> = {
  pending: 'slate',
  running: 'blue',
  completed: 'green',
  done: 'green',
  aborted: 'gray',
  failed: 'red',
}

export const OperationBadge = ({ state }: { state: string }) => (
  <Badge tone={TONES[state] ?? 'slate'}>{state}</Badge>
)
