import { describe, expect, it } from 'vitest'
import { parseSearch, stringifySearch } from '@/ui/search'
import { chips, filterWords } from './filterWords'
import { jobsSearch, toFilter } from './search'

const read = (text: string) => jobsSearch.parse(parseSearch(text))

describe('the filter in the URL', () => {
  it.each([
    '?state=failed&state=retrying&type=report.render&queue=mail&tag=eu&q=invoice+7',
    '?state=pending',
    '?from=2031-01-31T12%3A00%3A00.000Z&to=2031-02-01T00%3A00%3A00.000Z',
    '',
  ])('survives the way there and back: %s', (text) => {
    expect(stringifySearch(read(text))).toBe(text)
  })

  it('ignores states that are none', () => {
    expect(read('?state=sleeping&type=a').state).toBeUndefined()
    expect(read('?state=sleeping&type=a').type).toBe('a')
  })

  it('is not what page one looks at', () => {
    expect(toFilter(read('?state=failed&cursor=abc'))).toEqual({ state: ['failed'] })
    expect(toFilter(read(''))).toEqual({})
  })

  it('can be said', () => {
    expect(filterWords({ state: ['failed', 'cancelled'], queue: 'mail' }, 'utc')).toBe(
      'failed or cancelled, queue mail',
    )
    expect(filterWords({}, 'utc')).toBe('every job')
    expect(chips({ tag: 'eu' }, 'utc')).toEqual([{ field: 'tag', words: 'tag eu' }])
  })
})
