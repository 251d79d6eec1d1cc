import { expect, it } from 'vitest'
import { cronWords } from './cronWords'

it.each([
  ['0 9 * * mon-fri', 'at 09:00, Monday to Friday'],
  ['0 9 * * *', 'every day at 09:00'],
  ['*/5 * * * *', 'every 5 minutes'],
  ['0 * * * *', 'every hour'],
  ['30 */6 * * *', 'every 6 hours at minute 30'],
  ['0 9,17 * * 1,3', 'at 09:00 and 17:00, Monday and Wednesday'],
  ['0 0 1 * *', 'at 00:00 on day 1 of the month'],
  ['0 30 8 * * 7', 'at 08:30, Sunday'],
  ['0 0 1 1 *', 'at 00:00 on day 1 in January'],
  ['* * * * *', 'every minute'],
  ['15 3 10-20 * *', undefined],
  ['nonsense', undefined],
])('%s is "%s"', (cron, words) => expect(cronWords(cron)).toBe(words))
