import { Button, Group, Modal, NumberInput, SimpleGrid, Text } from '@mantine/core';
import type { DeadLetterGroup, DeadLetterRetryOptions } from '@rota/contracts/client';
import { useState } from 'react';
import { ChoiceCards, type Choice } from '../../components/choice-cards.tsx';
import {
  describeRetry,
  findRetryFaults,
  firstMax,
  initialRetryValues,
  toRetryOptions,
  type RetryExtent,
  type RetryValues,
} from './retry-values.ts';

interface RetryGroupDialogProps {
  /** Undefined: the dialog is closed. */
  group: DeadLetterGroup | undefined;
  isPending: boolean;
  onRetry: (group: DeadLetterGroup, options: DeadLetterRetryOptions) => void;
  onClose: () => void;
}

const extents: Choice<RetryExtent>[] = [
  { value: 'all', label: 'All of them', description: 'Now, the oldest first.' },
  { value: 'first', label: 'Only a few', description: 'The oldest ones; the others stay where they are.' },
  {
    value: 'canary',
    label: 'A few, then the others',
    description: 'The others follow when the first ones have gone well.',
  },
];

/** Asks how much of a group is run again. */
export function RetryGroupDialog({ group, ...props }: RetryGroupDialogProps) {
  return (
    <Modal
      opened={group !== undefined}
      onClose={props.onClose}
      title={<Text fw={600}>Retry this group</Text>}
      withCloseButton={false}
    >
      {group && <RetryForm {...props} group={group} />}
    </Modal>
  );
}

/** A part of its own, so that each opening begins anew. */
function RetryForm({
  group,
  isPending,
  onRetry,
  onClose,
}: Omit<RetryGroupDialogProps, 'group'> & { group: DeadLetterGroup }) {
  const [values, setValues] = useState(() => initialRetryValues(group.count));
  const hasFaults = Object.keys(findRetryFaults(values)).length > 0;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!hasFaults) onRetry(group, toRetryOptions(values));
      }}
    >
      <Text c="dimmed" mb="md">
        Each job gets its attempts anew and runs with the input it had. Retry when the cause is mended.
      </Text>
      <ChoiceCards
        label="How much of it"
        choices={extents}
        value={values.extent}
        onChange={(extent) => setValues({ ...values, extent })}
      />
      <RetryNumbers values={values} onChange={setValues} />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose} data-autofocus>
          Not now
        </Button>
        <Button type="submit" loading={isPending} disabled={hasFaults}>
          {describeRetry(values, group.count)}
        </Button>
      </Group>
    </form>
  );
}

function RetryNumbers({
  values,
  onChange,
}: {
  values: RetryValues;
  onChange: (values: RetryValues) => void;
}) {
  const faults = findRetryFaults(values);
  if (values.extent === 'all') return null;
  return (
    <SimpleGrid mt="md" cols={2} spacing="md">
      <NumberInput
        label="How many"
        min={1}
        max={firstMax}
        allowDecimal={false}
        value={values.first}
        error={faults.first}
        onChange={(first) => onChange({ ...values, first: toNumber(first) })}
      />
      {values.extent === 'canary' && (
        <NumberInput
          label="Stop when so many fail"
          suffix=" %"
          min={0}
          max={100}
          value={values.stopAtPercent}
          error={faults.stopAtPercent}
          onChange={(share) => onChange({ ...values, stopAtPercent: toNumber(share) })}
        />
      )}
    </SimpleGrid>
  );
}

/** An emptied field is no number, and no nought either. */
function toNumber(value: string | number): number {
  return value === '' ? Number.NaN : Number(value);
}
