import { Drawer, Skeleton, Stack, Text } from '@mantine/core';
import { FailureState } from '../../components/failure-state.tsx';
import { Facts, type Fact } from '../../components/facts.tsx';
import classes from './record-drawer.module.css';

interface RecordDrawerProps {
  title: string;
  /** Undefined while the record is loading. */
  facts: Fact[] | undefined;
  attributes: Record<string, unknown>;
  error: unknown;
  onRetry: () => void;
  onClose: () => void;
}

/** One account or contact over its list. Esc closes it; the focus returns to the row. */
export function RecordDrawer({ title, facts, attributes, error, onRetry, onClose }: RecordDrawerProps) {
  const names = Object.keys(attributes);
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="28rem"
      title={<Text className={classes['title']}>{title}</Text>}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {!facts && (error ? <FailureState error={error} onRetry={onRetry} /> : <Loading />)}
      {facts && (
        <>
          <Facts facts={facts} />
          <h3 className={classes['heading']}>Attributes</h3>
          {names.length === 0 && <Text c="dimmed">It has none.</Text>}
          <dl className={classes['attributes']}>
            {names.map((name) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{show(attributes[name])}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Drawer>
  );
}

function Loading() {
  return (
    <Stack aria-busy aria-label="Loading">
      <Skeleton h={12} w="60%" />
      <Skeleton h={12} w="80%" />
      <Skeleton h={12} w="40%" />
    </Stack>
  );
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
