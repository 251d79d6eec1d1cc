import type { ReactNode } from 'react'
import { cx } from './cx'

export type Column<T> = {
  key: string
  header: ReactNode
  cell: (row: T) => ReactNode
  /** Numbers stand right. */
  right?: boolean
  className?: string
  /** On a phone: over the whole width, in the corner, or not at all. */
  phone?: 'wide' | 'corner' | 'hide'
  /** On a phone the heading stands before the value unless the value says it all. */
  bare?: boolean
}

type Props<T> = {
  caption: string
  columns: Column<T>[]
  rows: readonly T[]
  rowKey: (row: T) => string
  rowProps?: (
    row: T,
    index: number,
  ) => {
    className?: string
    'aria-selected'?: boolean
    'data-row'?: number
    onClick?: (event: React.MouseEvent) => void
  }
  /** A row that paints by itself. */
  renderRow?: (row: T, index: number) => ReactNode
}

/** A real table; on a phone its rows are cards. The roles are said because cards are no table to CSS. */
export function Table<T>({ caption, columns, rows, rowKey, rowProps, renderRow }: Props<T>) {
  return (
    <div className="overflow-x-auto">
      <table role="table" className="rows-as-cards w-full border-collapse text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row" className="border-b bg-sunken text-left text-xs text-ink-3">
            {columns.map(({ key, header, right, className }) => (
              <th
                key={key}
                role="columnheader"
                scope="col"
                className={cx('h-8 whitespace-nowrap px-3 font-medium', right && 'text-right', className)}
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) =>
            renderRow ? (
              renderRow(row, index)
            ) : (
              <Row key={rowKey(row)} row={row} columns={columns} {...rowProps?.(row, index)} />
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

type RowProps<T> = { row: T; columns: Column<T>[]; className?: string } & Omit<
  React.ComponentProps<'tr'>,
  'className'
>

export function Row<T>({ row, columns, className, ...rest }: RowProps<T>) {
  return (
    <tr role="row" {...rest} className={cx('dense-row border-b last:border-b-0 hover:bg-hover', className)}>
      {columns.map(({ key, header, cell, right, className: cellClass, phone, bare }) => (
        <td
          key={key}
          role="cell"
          className={cx('px-3 py-1 align-middle', right && 'num text-right', cellClass)}
          {...(bare || typeof header !== 'string' ? {} : { 'data-label': header })}
          {...(phone ? { [`data-${phone}`]: '' } : {})}
        >
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}
