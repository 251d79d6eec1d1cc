import { Dialog as Base } from '@base-ui/react/dialog'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { type Command, useOffered } from '@/ui/commands'
import { cx } from '@/ui/cx'
import { toggleTheme } from '@/ui/theme'
import { useNav } from './useNav'

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function useCommandsFor(words: string, onHelp: () => void): Command[] {
  const navigate = useNavigate()
  const nav = useNav()
  const offered = useOffered()
  return useMemo(() => {
    const wanted = words.trim()
    if (ID.test(wanted)) {
      const open = () => void navigate({ to: '/jobs/$id', params: { id: wanted.toLowerCase() } })
      return [{ id: 'open', label: `Open job ${wanted}`, group: 'Jobs', run: open }]
    }
    const pages = nav.flatMap(({ items }) =>
      items.map(({ to, label }) => ({ id: to, label, group: 'Go to', run: () => void navigate({ to }) })),
    )
    const all: Command[] = [
      ...offered,
      ...pages,
      { id: 'new', label: 'Submit a new job', group: 'Do', run: () => void navigate({ to: '/jobs/new' }) },
      { id: 'theme', label: 'Change theme', group: 'Do', run: toggleTheme },
      { id: 'help', label: 'Keyboard shortcuts', group: 'Do', run: onHelp },
    ]
    const matching = all.filter(({ label }) => label.toLowerCase().includes(wanted.toLowerCase()))
    const search = () => void navigate({ to: '/jobs', search: { q: wanted } })
    return wanted
      ? [...matching, { id: 'find', label: `Search jobs for “${wanted}”`, group: 'Jobs', run: search }]
      : all
  }, [words, nav, offered, navigate, onHelp])
}

export default function Palette({ onClose, onHelp }: { onClose: () => void; onHelp: () => void }) {
  const [words, setWords] = useState('')
  const [at, setAt] = useState(0)
  const list = useId()
  const commands = useCommandsFor(words, onHelp)
  const chosen = Math.min(at, commands.length - 1)
  const run = (command: Command | undefined) => {
    onClose()
    command?.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setAt((chosen + step + commands.length) % commands.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(commands[chosen])
    }
  }
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Base.Popup className="fixed left-1/2 top-[12vh] z-50 flex max-h-[70vh] w-[calc(100vw-2rem)] max-w-lg -translate-x-1/2 flex-col overflow-hidden rounded-lg border bg-panel shadow-pop">
          <Base.Title className="sr-only">Palette</Base.Title>
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={list}
            aria-activedescendant={commands[chosen] ? `${list}-${chosen}` : undefined}
            aria-label="A page, an action, or the id of a job"
            placeholder="A page, an action, or the id of a job"
            value={words}
            onChange={(event) => {
              setWords(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
            className="h-11 border-b bg-panel px-4 text-base outline-none placeholder:text-ink-3"
          />
          <div role="listbox" id={list} aria-label="Commands" className="overflow-y-auto p-1">
            {commands.map((command, index) => (
              // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: see above
              <div
                key={command.id}
                id={`${list}-${index}`}
                role="option"
                aria-selected={index === chosen}
                onMouseMove={() => setAt(index)}
                onClick={() => run(command)}
                className={cx(
                  'flex cursor-pointer items-center justify-between rounded-md px-3 py-1.5',
                  index === chosen && 'bg-hover',
                )}
              >
                <span className="truncate">{command.label}</span>
                <span className="pl-3 text-xs text-ink-3">{command.group}</span>
              </div>
            ))}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
