/**
 * JSON as text. A payload may hold numbers that JavaScript cannot (ids beyond 2^53, 1.10): what
 * people see and send again is cut out of the answer and never parsed into numbers.
 */

const SPACE = /[ \t\r\n]/

/** The end (exclusive) of the value that begins at `from`. */
function endOfValue(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    const sign = text[at]
    if (sign === '"') {
      at = endOfString(text, at) - 1
    } else if (sign === '{' || sign === '[') {
      depth++
    } else if (sign === '}' || sign === ']') {
      if (depth === 0) {
        return at
      }
      depth--
    } else if (sign === ',' && depth === 0) {
      return at
    }
    if (depth === 0 && (sign === '}' || sign === ']' || sign === '"')) {
      return at + 1
    }
  }
  return text.length
}

function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === '\\') {
      at++
    } else if (text[at] === '"') {
      return at + 1
    }
  }
  return text.length
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && SPACE.test(text[at] ?? '')) {
    at++
  }
  return at
}

/** The members of an object, each value as its own text. */
export function rawMembers(text: string): Map<string, string> {
  const members = new Map<string, string>()
  let at = skipSpace(text, 0)
  if (text[at] !== '{') {
    return members
  }
  at = skipSpace(text, at + 1)
  while (at < text.length && text[at] === '"') {
    const nameEnd = endOfString(text, at)
    const name = JSON.parse(text.slice(at, nameEnd)) as string
    const from = skipSpace(text, skipSpace(text, nameEnd) + 1)
    const to = endOfValue(text, from)
    members.set(name, text.slice(from, to).trimEnd())
    at = skipSpace(text, to)
    if (text[at] !== ',') {
      break
    }
    at = skipSpace(text, at + 1)
  }
  return members
}

/** The same JSON on many lines, every number with the digits it came with. */
export function prettyJson(text: string): string {
  let out = ''
  let depth = 0
  const line = () => `\n${'  '.repeat(depth)}`
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] ?? ''
    if (sign === '"') {
      const end = endOfString(text, at)
      out += text.slice(at, end)
      at = end - 1
    } else if (sign === '{' || sign === '[') {
      const next = skipSpace(text, at + 1)
      if (text[next] === '}' || text[next] === ']') {
        out += sign + text[next]
        at = next
      } else {
        depth++
        out += sign + line()
      }
    } else if (sign === '}' || sign === ']') {
      depth = Math.max(0, depth - 1)
      out += line() + sign
    } else if (sign === ',') {
      out += sign + line()
    } else if (sign === ':') {
      out += ': '
    } else if (!SPACE.test(sign)) {
      out += sign
    }
  }
  return out
}

/** Where JSON breaks, in words of an editor; undefined for JSON that is whole. */
export function jsonTrouble(text: string): { message: string; line: number; column: number } | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (failure) {
    const message = failure instanceof Error ? failure.message : 'not JSON'
    const position = /position (\d+)/.exec(message)
    const at = position ? Number(position[1]) : text.length
    const before = text.slice(0, at).split('\n')
    return {
      message: message.replace(/ in JSON at position.*$/, '').replace(/,? *\.\.\..*$/, ''),
      line: before.length,
      column: (before.at(-1) ?? '').length + 1,
    }
  }
}
