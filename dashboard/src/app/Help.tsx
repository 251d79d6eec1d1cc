import { Dialog } from '@/ui/Dialog'
import { Kbd } from '@/ui/Kbd'

const KEYS: [string, [string[], string][]][] = [
  [
    'In a list of jobs',
    [
      [['j', 'k'], 'Next, previous'],
      [['Enter'], 'Open'],
      [['x'], 'Select (with Shift: up to here)'],
      [['r'], 'Retry'],
      [['c'], 'Cancel'],
      [['/'], 'Search'],
    ],
  ],
  [
    'Everywhere',
    [
      [['⌘', 'K'], 'Palette: pages, jobs, actions'],
      [['g', 'o'], 'Overview'],
      [['g', 'j'], 'Jobs'],
      [['g', 'q'], 'Queues'],
      [['g', 's'], 'Schedules'],
      [['g', 'w'], 'Workers'],
      [['n'], 'New job'],
      [['p'], 'Pause what moves, go on'],
      [['t'], 'Light, dark'],
      [['?'], 'This list'],
    ],
  ],
]

export default function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onClose={onClose} title="Keyboard" description="None of them works while you type.">
      {KEYS.map(([group, keys]) => (
        <section key={group}>
          <h3 className="pb-1 text-xs font-medium text-ink-3">{group}</h3>
          <dl className="grid grid-cols-[6rem_1fr] gap-y-1.5">
            {keys.map(([names, what]) => (
              <div key={what} className="contents">
                <dt className="flex gap-1">
                  {names.map((name) => (
                    <Kbd key={name}>{name}</Kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  )
}
