import { CopyButton } from '@/ui/CopyButton'

export function SecretOnce({ secret }: { secret: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-2">Copy the secret now: it is not shown again.</p>
      <p className="flex items-center justify-between gap-2 rounded-md bg-sunken px-3 py-2 font-mono text-xs">
        <span className="break-all">{secret}</span>
        <CopyButton text={secret} label="Copy the secret" />
      </p>
    </div>
  )
}
