import { formatDistanceStrict } from 'date-fns/formatDistanceStrict'
import type { Zone } from './time'

const integer = new Intl.NumberFormat('en-US')

/** 12340 as "12 340", with spaces that do not break. */
export const count = (value: number): string => integer.format(value).replaceAll(',', '\u202f')

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** "2 minutes ago", "in 3 hours"; "now" within a second. */
export function relative(at: string | number | Date, now: number): string {
  const then = new Date(at).getTime()
  if (Math.abs(then - now) < 1000) {
    return 'now'
  }
  return formatDistanceStrict(then, now, { addSuffix: true })
}

/** The same in a table's width: "2m", "in 3h". */
export function age(at: string | number, now: number): string {
  const seconds = Math.round((now - new Date(at).getTime()) / 1000)
  const text = shortSeconds(Math.abs(seconds))
  return seconds < 0 ? `in ${text}` : text
}

function shortSeconds(seconds: number): string {
  if (seconds < 60) {
    return `${seconds}s`
  }
  if (seconds < 3600) {
    return `${Math.floor(seconds / 60)}m`
  }
  if (seconds < 86_400) {
    return `${Math.floor(seconds / 3600)}h`
  }
  return `${Math.floor(seconds / 86_400)}d`
}

/** A time with its zone, to the second or finer. */
export function absolute(at: string | number | Date, zone: Zone, fraction = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: 'short',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(fraction ? { fractionalSecondDigits: 3 } : {}),
    timeZoneName: 'short',
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  }).format(new Date(at))
}

export function clock(at: string | number | Date, zone: Zone, seconds = false): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    ...(zone === 'utc' ? { timeZone: 'UTC' } : {}),
  }).format(new Date(at))
}

/** Milliseconds as people say them: 340 ms, 2.1 s, 3 m 20 s, 2 h 5 m. */
export function duration(ms: number): string {
  if (ms < 1000) {
    return `${Math.round(ms)} ms`
  }
  const seconds = ms / 1000
  if (seconds < 60) {
    return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) {
    return pair(minutes, 'm', Math.floor(seconds % 60), 's')
  }
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? pair(hours, 'h', minutes % 60, 'm') : pair(Math.floor(hours / 24), 'd', hours % 24, 'h')
}

const pair = (big: number, bigUnit: string, small: number, smallUnit: string) =>
  small === 0 ? `${big} ${bigUnit}` : `${big} ${bigUnit} ${small} ${smallUnit}`

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** An ISO 8601 duration in milliseconds; undefined for what is none. */
export function isoMs(text: string | null | undefined): number | undefined {
  const match = text ? ISO.exec(text) : null
  if (!match || text === 'P' || text?.endsWith('T')) {
    return undefined
  }
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
}

export const isoWords = (text: string | null | undefined, none = '–'): string => {
  const ms = isoMs(text)
  return ms === undefined ? none : duration(ms)
}

const UNITS = { s: 'S', m: 'M', h: 'H' } as const

/** "90s", "5m", "2h", "1d" or an ISO duration as an ISO duration; undefined for what is none. */
export function toIso(text: string): string | undefined {
  const trimmed = text.trim()
  if (isoMs(trimmed.toUpperCase()) !== undefined) {
    return trimmed.toUpperCase()
  }
  const match = /^(\d+)\s*([smhd])$/i.exec(trimmed)
  if (!match) {
    return undefined
  }
  const unit = (match[2] ?? 's').toLowerCase() as 's' | 'm' | 'h' | 'd'
  return unit === 'd' ? `P${match[1]}D` : `PT${match[1]}${UNITS[unit]}`
}

/** Enough of an id to tell jobs of one page apart: the end, which is random. */
export const shortId = (id: string): string => id.slice(-8)

export function bytes(size: number): string {
  return size < 1024
    ? `${size} B`
    : size < 1 << 20
      ? `${(size / 1024).toFixed(1)} KiB`
      : `${(size / (1 << 20)).toFixed(1)} MiB`
}
