import { expect, it } from 'vitest'
import { strength } from './password'

it.each([
  ['short', '', 0],
  ['aaaaaaaaaaaaaaaa', '', 1],
  ['abcabcabcabcabc', '', 1],
  ['someone-at-night', 'someone@example.com', 1],
  ['kettle-window-9', '', 3],
  ['kettle window orange bicycle', '', 4],
])('%s (%s) scores %d', (password, email, score) => expect(strength(password, email).score).toBe(score))
