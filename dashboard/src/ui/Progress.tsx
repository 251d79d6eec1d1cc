export function ProgressBar({ percent, label }: { percent: number; label: string }) {
  const width = Math.max(0, Math.min(100, percent))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={0}
      aria-valuemax={100}
      className="h-1.5 w-full min-w-12 overflow-hidden rounded-full bg-line"
    >
      <div
        className="h-full rounded-full bg-accent transition-[width] duration-200"
        style={{ width: `${width}%` }}
      />
    </div>
  )
}
