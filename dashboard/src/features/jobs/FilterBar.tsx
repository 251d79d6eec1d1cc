import { ListFilter, Search, X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { JobFilter } from '@/api/jobs'
import { Button, IconButton } from '@/ui/Button'
import { useShortcuts } from '@/ui/shortcuts'
import { useZone } from '@/ui/time'
import { chips } from './filterWords'

type Props = { filter: JobFilter; onChange: (change: Partial<JobFilter>) => void; tenants?: boolean }

const FilterDialog = lazy(() => import('./FilterDialog'))

const PAUSE = 350

export function FilterBar({ filter, onChange, tenants }: Props) {
  const [open, setOpen] = useState(false)
  const zone = useZone()
  const shown = chips(filter, zone).filter(({ field }) => field !== 'state' && field !== 'q')
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 py-2">
      <SearchField value={filter.q ?? ''} onSearch={(q) => onChange({ q: q || undefined })} />
      <Button icon={ListFilter} onClick={() => setOpen(true)}>
        Filter
      </Button>
      {shown.map(({ field, words }) => (
        <span
          key={field}
          className="inline-flex h-7 max-w-full items-center gap-1 rounded-md bg-accent-soft pl-2 text-xs text-accent-text"
        >
          <span className="truncate">{words}</span>
          <IconButton
            icon={X}
            label={`Without ${words}`}
            onClick={() => onChange({ [field]: undefined })}
            className="size-6"
          />
        </span>
      ))}
      <Suspense>
        {open && (
          <FilterDialog
            filter={filter}
            {...(tenants ? { tenants } : {})}
            onClose={() => setOpen(false)}
            onApply={(change) => {
              onChange(change)
              setOpen(false)
            }}
          />
        )}
      </Suspense>
    </div>
  )
}

function SearchField({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const [words, setWords] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const said = useRef(value)
  useShortcuts({ '/': () => input.current?.focus() })
  useEffect(() => {
    if (value !== said.current) {
      said.current = value
      setWords(value)
    }
  }, [value])
  useEffect(() => {
    if (words === said.current) {
      return
    }
    const timer = setTimeout(() => {
      said.current = words
      onSearch(words)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [words, onSearch])
  return (
    <span className="relative min-w-0 flex-1 sm:max-w-xs">
      <Search className="pointer-events-none absolute left-2.5 top-2 size-4 text-ink-3" aria-hidden />
      <input
        ref={input}
        type="search"
        aria-label="Search by id, name or text in the data"
        placeholder="Id, name or text in the data"
        value={words}
        onChange={(event) => setWords(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && input.current?.blur()}
        className="field pl-8"
      />
    </span>
  )
}
