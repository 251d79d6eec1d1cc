import { describe, expect, it } from 'vitest'
import { absolute, age, bytes, count, duration, isoMs, plural, shortId, toIso } from './format'

describe('how things are written', () => {
  it.each([
    [0, '0 ms'],
    [340, '340 ms'],
    [2_100, '2.1 s'],
    [59_400, '59 s'],
    [200_000, '3 m 20 s'],
    [7_500_000, '2 h 5 m'],
    [200 * 3_600_000, '8 d 8 h'],
  ])('%d ms is %s', (ms, words) => expect(duration(ms)).toBe(words))

  it.each([
    ['PT1.5S', 1_500],
    ['PT10M', 600_000],
    ['P1DT2H', 93_600_000],
    ['P', undefined],
    ['PT', undefined],
    [null, undefined],
    ['5m', undefined],
  ])('%s is %s ms', (text, ms) => expect(isoMs(text)).toBe(ms))

  it.each([
    ['90s', 'PT90S'],
    ['5 m', 'PT5M'],
    ['2H', 'PT2H'],
    ['1d', 'P1D'],
    ['pt3s', 'PT3S'],
    ['soon', undefined],
  ])('%s means %s', (text, iso) => expect(toIso(text)).toBe(iso))

  it('tells ages short, past and future', () => {
    const now = Date.parse('2031-01-31T12:00:00Z')
    expect(age('2031-01-31T11:58:30Z', now)).toBe('1m')
    expect(age('2031-01-31T15:00:00Z', now)).toBe('in 3h')
  })

  it('tells absolute times with their zone', () => {
    expect(absolute('2031-01-31T12:00:00Z', 'utc')).toBe('31 Jan 2031, 12:00:00 UTC')
  })

  it('counts', () => {
    expect(count(12_340)).toBe('12\u202f340')
    expect(plural(1, 'job')).toBe('1 job')
    expect(plural(2, 'job')).toBe('2 jobs')
    expect(bytes(65_536)).toBe('64.0 KiB')
    expect(shortId('01a204f8-2309-72bf-9a97-dd56063bb10c')).toBe('063bb10c')
  })
})
