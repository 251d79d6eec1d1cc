import { prettyJson } from '@/api/rawJson'
import { Button } from './Button'
import { CopyButton } from './CopyButton'
import { bytes } from './format'

const SHOWN = 64 * 1024

export function download(name: string, text: string, type = 'application/json'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/** A payload with the very digits it came with; a large one only in part. */
export function JsonView({ text, name }: { text: string; name: string }) {
  const large = text.length > SHOWN
  const shown = prettyJson(large ? text.slice(0, SHOWN) : text)
  return (
    <div>
      <div className="flex items-center justify-between gap-2 border-b px-3 py-1.5 text-xs text-ink-3">
        <span>
          {bytes(text.length)}
          {large && `: the first ${bytes(SHOWN)} are shown`}
        </span>
        <span className="flex gap-1.5">
          <Button small onClick={() => download(name, text)}>
            Download
          </Button>
          <CopyButton text={text} label="Copy JSON" />
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label={name} tabIndex={0} className="max-h-[28rem] overflow-auto">
        <pre className="p-3 font-mono text-xs leading-5">{shown}</pre>
      </section>
    </div>
  )
}
