import { Select } from '@mantine/core';
import type { ImportCollection, ImportField } from '@rota/contracts/client';
import { ArrowRight } from 'lucide-react';
import type { MappedColumn } from './column-mapping.ts';
import { importFields } from './import-fields.ts';
import classes from './mapping-table.module.css';

const attributeChoice = 'attribute';

/** What the table is told. */
export interface MappingTableProps {
  collection: ImportCollection;
  columns: MappedColumn[];
  isDisabled: boolean;
  /** The column at `index` is to fill `field`; with undefined, to be kept as an attribute. */
  onChange: (index: number, field: ImportField | undefined) => void;
}

/** Each column with what it holds and what it becomes. */
export function MappingTable({ collection, columns, isDisabled, onChange }: MappingTableProps) {
  return (
    <ol className={classes['columns']}>
      {columns.map((column, index) => (
        // Headers may repeat; the place of a column is what names it.
        <li key={index} className={classes['column']}>
          <span className={classes['source']}>
            <span className={classes['header']}>{column.header || 'Without a name'}</span>
            <span className={classes['samples']}>{samplesOf(column)}</span>
          </span>
          <ArrowRight size={15} aria-hidden className={classes['arrow']} />
          <Target
            collection={collection}
            column={column}
            isDisabled={isDisabled}
            onChange={(field) => onChange(index, field)}
          />
        </li>
      ))}
    </ol>
  );
}

function Target({
  collection,
  column: { header, target },
  isDisabled,
  onChange,
}: {
  collection: ImportCollection;
  column: MappedColumn;
  isDisabled: boolean;
  onChange: (field: ImportField | undefined) => void;
}) {
  if (!target) return <span className={classes['none']}>Left out: it has no name</span>;
  return (
    <Select
      aria-label={`What “${header}” becomes`}
      className={classes['target']}
      disabled={isDisabled}
      value={target.kind === 'field' ? target.field : attributeChoice}
      data={[
        {
          group: 'Fields',
          items: importFields[collection].map(({ field, label }) => ({ value: field, label })),
        },
        {
          group: 'Otherwise',
          items: [
            {
              value: attributeChoice,
              label: target.kind === 'attribute' ? `Keep as attribute ${target.name}` : 'Keep as attribute',
            },
          ],
        },
      ]}
      onChange={(value) => onChange(value === null || value === attributeChoice ? undefined : value)}
    />
  );
}

function samplesOf({ samples }: MappedColumn): string {
  const texts = samples.filter((sample) => sample.trim() !== '');
  return texts.length === 0 ? 'empty in the first rows' : texts.slice(0, 3).join(' · ');
}
