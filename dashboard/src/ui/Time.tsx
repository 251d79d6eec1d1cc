import { absolute, age, relative } from './format'
import { useNow, useZone } from './time'

/** How long ago; the moment itself, with its zone, on hover. */
export function Age({ at, short }: { at: string; short?: boolean }) {
  const now = useNow()
  const zone = useZone()
  return (
    <time dateTime={at} title={absolute(at, zone)} className="num whitespace-nowrap">
      {short ? age(at, now) : relative(at, now)}
    </time>
  )
}

/** The moment, with its zone; how long ago on hover. */
export function Moment({ at, fraction }: { at: string; fraction?: boolean }) {
  const zone = useZone()
  return (
    <time dateTime={at} title={relative(at, Date.now())} className="num whitespace-nowrap">
      {absolute(at, zone, fraction)}
    </time>
  )
}
