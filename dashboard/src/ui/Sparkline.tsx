/** A line without axes; what it says stands in its label. */
export function Sparkline({
  values,
  label,
  className,
}: {
  values: readonly number[]
  label: string
  className?: string
}) {
  const top = Math.max(1, ...values)
  const step = values.length > 1 ? 100 / (values.length - 1) : 100
  const points = values.map(
    (value, at) => `${(at * step).toFixed(1)},${(23 - (value / top) * 22).toFixed(1)}`,
  )
  return (
    <svg viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label={label} className={className}>
      <polygon points={`0,24 ${points.join(' ')} 100,24`} className="fill-accent-soft" />
      <polyline
        points={points.join(' ')}
        fill="none"
        className="stroke-accent-text"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
