import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from './Button'

/** Plain http has no clipboard API: an old way is left for a LAN. */
async function copy(text: string): Promise<void> {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text)
    return
  }
  const area = document.createElement('textarea')
  area.value = text
  area.setAttribute('readonly', '')
  area.className = 'sr-only'
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export function CopyButton({ text, label, words }: { text: string; label: string; words?: string }) {
  const [done, setDone] = useState(false)
  const onClick = () => {
    void copy(text).then(() => {
      setDone(true)
      setTimeout(() => setDone(false), 1500)
    })
  }
  const icon = done ? Check : Copy
  return words ? (
    <Button small icon={icon} onClick={onClick}>
      {done ? 'Copied' : words}
    </Button>
  ) : (
    <IconButton icon={icon} label={done ? 'Copied' : label} onClick={onClick} className="size-6" />
  )
}
