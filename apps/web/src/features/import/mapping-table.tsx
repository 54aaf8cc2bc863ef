import { Select } from '@mantine/core';
import type { ImportCollection } from '@rota/contracts/client';
import { ArrowRight } from 'lucide-react';
import type { MappedColumn, TargetChoice } from './column-mapping.ts';
import { importFields } from './import-fields.ts';
import classes from './mapping-table.module.css';

/** Beside the names of fields, in the list of choices. */
const attributeChoice = 'attribute';
const ignoreChoice = 'ignore';

interface MappingTableProps {
  collection: ImportCollection;
  columns: MappedColumn[];
  isDisabled: boolean;
  onChange: (index: number, choice: TargetChoice) => void;
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
            onChange={(choice) => onChange(index, choice)}
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
  onChange: (choice: TargetChoice) => void;
}) {
  if (!target) return <span className={classes['none']}>Left out: it has no name</span>;
  return (
    <Select
      aria-label={`What “${header}” becomes`}
      className={classes['target']}
      disabled={isDisabled}
      value={target.kind === 'field' ? target.field : target.kind}
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
            { value: ignoreChoice, label: 'Leave out' },
          ],
        },
      ]}
      onChange={(value) => onChange(toChoice(value ?? attributeChoice))}
    />
  );
}

function toChoice(value: string): TargetChoice {
  if (value === attributeChoice || value === ignoreChoice) return { kind: value };
  return { kind: 'field', field: value };
}

function samplesOf({ samples }: MappedColumn): string {
  const texts = samples.filter((sample) => sample.trim() !== '');
  return texts.length === 0 ? 'empty in the first rows' : texts.slice(0, 3).join(' · ');
}
