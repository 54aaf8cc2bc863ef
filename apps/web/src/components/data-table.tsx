import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';
import { useIsNarrow } from './use-is-narrow.ts';

/** One column of a {@link DataTable}. */
export interface Column<Row> {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Any CSS width; left out, the column shares what is left. */
  width?: string;
  /** Numbers and dates stand at the end. */
  align?: 'end';
  /** The header is for screen readers only, as for a column of buttons. */
  isHeaderHidden?: true;
}

/** What a table shows. */
interface DataTableProps<Row> {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: Column<Row>[];
  /** Undefined while they are loading: the table keeps its place with bars. */
  rows: Row[] | undefined;
  rowKey: (row: Row) => string;
  /** A row on a narrow screen, where the table becomes a list of cards. */
  card: (row: Row) => ReactNode;
}

/** The class of a link that stretches over its whole row or card; other controls stay above it. */
export const rowLinkClass = classes['rowLink'] ?? '';

const placeholderRows = 8;

/** A table; below 768 px a list of cards, so that no page scrolls sideways. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  return useIsNarrow() ? <Cards {...props} /> : <Table {...props} />;
}

function Table<Row>({ caption, columns, rows, rowKey }: DataTableProps<Row>) {
  return (
    <div className={classes['frame']}>
      <table className={classes['table']} aria-busy={rows === undefined}>
        <caption className={classes['caption']}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ key, header, width, align, isHeaderHidden }) => (
              <th key={key} scope="col" style={{ width }} data-align={align}>
                {isHeaderHidden ? <span className={classes['caption']}>{header}</span> : header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            ? rows.map((row) => (
                <tr key={rowKey(row)} className={classes['row']}>
                  {columns.map(({ key, cell, align }) => (
                    <td key={key} data-align={align}>
                      {cell(row)}
                    </td>
                  ))}
                </tr>
              ))
            : placeholders().map((number) => (
                <tr key={number}>
                  {columns.map(({ key }, index) => (
                    <td key={key}>
                      <Skeleton h={12} w={`${45 + ((number * 3 + index * 7) % 5) * 10}%`} />
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards<Row>({ caption, rows, rowKey, card }: DataTableProps<Row>) {
  return (
    <ul className={classes['cards']} aria-label={caption} aria-busy={rows === undefined}>
      {rows
        ? rows.map((row) => (
            <li key={rowKey(row)} className={classes['card']}>
              {card(row)}
            </li>
          ))
        : placeholders().map((number) => (
            <li key={number} className={classes['card']}>
              <Skeleton h={12} w="55%" mb="sm" />
              <Skeleton h={12} w="85%" />
            </li>
          ))}
    </ul>
  );
}

function placeholders(): number[] {
  return Array.from({ length: placeholderRows }, (_, number) => number);
}
