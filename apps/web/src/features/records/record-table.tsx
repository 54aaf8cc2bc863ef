import type { Account, Contact } from '@rota/contracts/client';
import type { ReactNode } from 'react';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import classes from './record-table.module.css';

/** One text of a record, in a column between its name and its last change. */
export interface TextColumn<Row> extends Pick<Column<Row>, 'key' | 'header' | 'width'> {
  text: (row: Row) => string | null;
}

/** The first so many texts are on the card of a narrow screen too. */
const cardTexts = 2;

/** Accounts or contacts in rows; `link` is the name of one and opens its drawer. */
export function RecordTable<Row extends Account | Contact>({
  caption,
  rows,
  nameWidth,
  link,
  texts,
}: {
  caption: string;
  /** Undefined while the first page is loading. */
  rows: Row[] | undefined;
  nameWidth?: string;
  link: (row: Row) => ReactNode;
  texts: TextColumn<Row>[];
}) {
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: 'name', header: 'Name', cell: link, ...(nameWidth !== undefined && { width: nameWidth }) },
        ...texts.map(({ text, ...column }) => ({
          ...column,
          cell: (row: Row) => <Muted text={text(row)} />,
        })),
        {
          key: 'updated',
          header: 'Updated',
          width: '8rem',
          align: 'end',
          cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
        },
      ]}
      rows={rows}
      rowKey={({ id }) => id}
      card={(row) => (
        <>
          {link(row)}
          <CardLine texts={texts.slice(0, cardTexts).map(({ text }) => text(row))} />
        </>
      )}
    />
  );
}

function CardLine({ texts }: { texts: (string | null)[] }) {
  return (
    <div className={classes['cardLine']}>
      {texts.map((text, index) => (
        <Muted key={index} text={text} />
      ))}
    </div>
  );
}

function Muted({ text }: { text: string | null }) {
  return <span className={classes['muted']}>{text ?? '–'}</span>;
}
