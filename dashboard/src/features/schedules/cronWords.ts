const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const SHORT = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

const two = (number: string) => number.padStart(2, '0')
const isNumber = (text: string) => /^\d+$/.test(text)

function list(words: string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}

function dayWord(text: string): string | undefined {
  const at = isNumber(text) ? Number(text) % 7 : SHORT.indexOf(text.toLowerCase().slice(0, 3))
  return DAYS[at]
}

function weekdays(text: string): string | undefined {
  if (text === '*' || text === '?') {
    return ''
  }
  const parts = text.split(',').map((part) => {
    const [from, to] = part.split('-')
    const first = dayWord(from ?? '')
    const last = to === undefined ? undefined : dayWord(to)
    return to === undefined ? first : first && last && `${first} to ${last}`
  })
  return parts.every((part): part is string => Boolean(part)) ? list(parts) : undefined
}

function months(text: string): string | undefined {
  if (text === '*') {
    return ''
  }
  const names = text.split(',').map((part) => (isNumber(part) ? MONTHS[Number(part) - 1] : undefined))
  return names.every((name): name is string => Boolean(name)) ? ` in ${list(names)}` : undefined
}

function times(minute: string, hour: string): string | undefined {
  const every = /^\*\/(\d+)$/
  if (minute === '*' && hour === '*') {
    return 'every minute'
  }
  const minutes = every.exec(minute)
  if (minutes && hour === '*') {
    return `every ${minutes[1]} minutes`
  }
  const hours = every.exec(hour)
  if (isNumber(minute) && hours) {
    return `every ${hours[1]} hours at minute ${minute}`
  }
  if (isNumber(minute) && hour === '*') {
    return minute === '0' ? 'every hour' : `every hour at minute ${minute}`
  }
  const clocks = hour.split(',')
  return isNumber(minute) && clocks.every(isNumber)
    ? `at ${list(clocks.map((each) => `${two(each)}:${two(minute)}`))}`
    : undefined
}

/** A cron expression in words; undefined for those that words would not make clearer. */
export function cronWords(cron: string): string | undefined {
  const fields = cron.trim().split(/\s+/)
  const five = fields.length === 6 && fields[0] === '0' ? fields.slice(1) : fields
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = five
  if (five.length !== 5) {
    return undefined
  }
  const at = times(minute, hour)
  const on = weekdays(weekday)
  const during = months(month)
  if (at === undefined || on === undefined || during === undefined) {
    return undefined
  }
  if (day !== '*' && day !== '?') {
    return isNumber(day) && on === '' ? `${at} on day ${day}${during || ' of the month'}` : undefined
  }
  const daily = at.startsWith('at ') && on === '' ? 'every day ' : ''
  return `${daily}${at}${on ? `, ${on}` : ''}${during}`
}
