import { Radio, Stack } from '@mantine/core';
import type { ImportCollection, ImportMatchField } from '@rota/contracts/client';
import { labelOf, matchFields } from './import-fields.ts';

interface MatchChoiceProps {
  collection: ImportCollection;
  /** The fields that a column fills. */
  matches: ImportMatchField[];
  value: ImportMatchField | undefined;
  isDisabled: boolean;
  onChange: (value: ImportMatchField) => void;
}

/** The field by which a row finds the record that it updates. */
export function MatchChoice({ collection, matches, value, isDisabled, onChange }: MatchChoiceProps) {
  const fields = matchFields[collection];
  return (
    <Radio.Group
      value={value ?? ''}
      aria-label="How rows find their record"
      onChange={(text) => {
        const chosen = fields.find((field) => field === text);
        if (chosen) onChange(chosen);
      }}
    >
      <Stack gap="xs">
        {fields.map((field) => {
          const isMapped = matches.includes(field);
          const label = labelOf(collection, field);
          return (
            <Radio
              key={field}
              value={field}
              size="sm"
              disabled={isDisabled || !isMapped}
              label={`By ${label.toLowerCase()}`}
              description={
                isMapped
                  ? `Rows with the same ${label.toLowerCase()} update one record; rows that find none make one.`
                  : 'No column fills it.'
              }
            />
          );
        })}
      </Stack>
    </Radio.Group>
  );
}
