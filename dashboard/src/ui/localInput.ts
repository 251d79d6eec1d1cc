import { currentZone } from './time'

/** A moment as an input of type datetime-local wants it, in the zone that people chose. */
export function toInput(at: string | null | undefined): string {
  if (!at) {
    return ''
  }
  const moment = new Date(at)
  const shift = currentZone() === 'utc' ? 0 : moment.getTimezoneOffset() * 60_000
  return new Date(moment.getTime() - shift).toISOString().slice(0, 16)
}

/** The moment that such an input says. */
export const fromInput = (text: string): string | undefined =>
  text ? new Date(currentZone() === 'utc' ? `${text}Z` : text).toISOString() : undefined
