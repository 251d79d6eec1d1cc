import { describe, expect, it } from 'vitest'
import { jsonTrouble, prettyJson, rawMembers } from './rawJson'

describe('JSON as text', () => {
  it('keeps numbers that JavaScript cannot hold', () => {
    const members = rawMembers('{"id":"x","data":{"n":12345678901234567890,"m":1.10},"after":true}')

    expect(members.get('data')).toBe('{"n":12345678901234567890,"m":1.10}')
    expect(prettyJson(members.get('data') ?? '')).toBe('{\n  "n": 12345678901234567890,\n  "m": 1.10\n}')
  })

  it.each([
    ['{"a": [1, {"b": "}"}], "c": "\\"}"}', 'a', '[1, {"b": "}"}]'],
    ['{"a": "x\\\\", "b": null }', 'b', 'null'],
    ['{ "a" : -1.5e3 , "b":2}', 'a', '-1.5e3'],
    ['{"a":{},"b":[]}', 'b', '[]'],
    ['{"a":"only"}', 'a', '"only"'],
  ])('finds members of %s', (text, name, value) => {
    expect(rawMembers(text).get(name)).toBe(value)
  })

  it('leaves what is empty on one line', () => {
    expect(prettyJson('{"a":[],"b":{ }}')).toBe('{\n  "a": [],\n  "b": {}\n}')
  })

  it('says where JSON breaks', () => {
    expect(jsonTrouble('{"a": 1}')).toBeUndefined()
    expect(jsonTrouble('{\n  "a": 1,\n}')).toMatchObject({ line: 3, column: 1 })
  })
})
