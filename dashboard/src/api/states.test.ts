import { describe, expect, it } from 'vitest'
import { allows, isJobState, JOB_STATES, STATES } from './states'

describe('the table of states', () => {
  it('has a word, a picture and a colour of its own for each', () => {
    const looks = JOB_STATES.map((state) => STATES[state])

    expect(new Set(looks.map(({ word }) => word)).size).toBe(8)
    expect(new Set(looks.map(({ icon }) => icon)).size).toBe(8)
    expect(new Set(looks.map(({ tone }) => tone)).size).toBe(8)
  })

  it.each([
    ['running', 'retry', false],
    ['running', 'cancel', true],
    ['running', 'delete', false],
    ['completed', 'retry', false],
    ['failed', 'retry', true],
    ['cancelled', 'retry', true],
    ['held', 'run', true],
    ['pending', 'run', false],
    ['failed', 'cancel', false],
  ] as const)('%s: %s is %s', (state, action, legal) => {
    expect(allows(state, action)).toBe(legal)
  })

  it('knows its words, and no others', () => {
    expect(isJobState('running')).toBe(true)
    expect(isJobState('toString')).toBe(false)
    expect(isJobState(undefined)).toBe(false)
  })
})
