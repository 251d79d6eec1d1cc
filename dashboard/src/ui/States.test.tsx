import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '@/api/problem'
import { Empty, Loaded } from './States'

afterEach(cleanup)

const query = (change: Partial<Parameters<typeof Loaded<string[]>>[0]['query']>) => ({
  data: undefined,
  error: null,
  isPending: false,
  dataUpdatedAt: Date.now() - 60_000,
  refetch: vi.fn(),
  ...change,
})

const list = (given: ReturnType<typeof query>) =>
  render(
    <Loaded query={given} isEmpty={(items) => items.length === 0} empty={<Empty title="Nothing yet" />}>
      {(items) => <p>{items.join()}</p>}
    </Loaded>,
  )

describe('a list', () => {
  it('says that it is loading', () => {
    list(query({}))
    expect(screen.getByRole('status').textContent).toContain('Loading')
  })

  it('says what went wrong, and tries again', () => {
    const failed = query({ error: new Problem(503, { title: 'The database is away', traceId: 'abc' }) })
    list(failed)
    expect(screen.getByRole('alert').textContent).toContain('The database is away')
    expect(screen.getByRole('alert').textContent).toContain('abc')

    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(failed.refetch).toHaveBeenCalledOnce()
  })

  it('says that it is empty', () => {
    list(query({ data: [] }))
    expect(screen.getByText('Nothing yet')).toBeTruthy()
  })

  it('shows what it has, and that it is old', () => {
    list(query({ data: ['one'], error: new Error('away') }))
    expect(screen.getByText('one')).toBeTruthy()
    expect(screen.getByRole('status').textContent).toContain('1 minute ago')
  })
})
