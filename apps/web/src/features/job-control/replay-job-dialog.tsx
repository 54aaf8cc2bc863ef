import { Button, Group, Modal, Text, Textarea } from '@mantine/core';
import type { Job } from '@rota/contracts/client';
import { CopyPlus, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Notice } from '../../components/notice.tsx';
import { parseInput, readInputFaults } from './replay-input.ts';
import classes from './replay-job-dialog.module.css';

interface ReplayJobDialogProps {
  job: Job;
  isOpen: boolean;
  isPending: boolean;
  /** What the last try threw; its violations are shown at their places in the input. */
  error: unknown;
  onReplay: (input: unknown) => void;
  onClose: () => void;
}

/** Does a job again as a new one, with its input as it was or edited. */
export function ReplayJobDialog(props: ReplayJobDialogProps) {
  return (
    <Modal
      opened={props.isOpen}
      onClose={props.onClose}
      title={<Text fw={600}>Replay this job</Text>}
      withCloseButton={false}
      size="lg"
    >
      <ReplayForm {...props} />
    </Modal>
  );
}

/** A part of its own, so that each opening begins with the job's own input. */
function ReplayForm({ job, isPending, error, onReplay, onClose }: ReplayJobDialogProps) {
  const [text, setText] = useState(() => JSON.stringify(job.input ?? {}, undefined, 2));
  const [fault, setFault] = useState<string>();
  const submit = () => {
    const parsed = parseInput(text);
    setFault('fault' in parsed ? parsed.fault : undefined);
    if ('value' in parsed) onReplay(parsed.value);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Text c="dimmed" mb="md">
        A new <span className="mono">{job.type}</span> job is made; this one stays as it is.
      </Text>
      <Textarea
        label="Input as JSON"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        }}
        error={fault}
        classNames={{ input: classes['text'] ?? '' }}
        spellCheck={false}
        autosize
        minRows={6}
        maxRows={18}
        data-autofocus
      />
      {fault === undefined && <ServerFaults error={error} />}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          Close
        </Button>
        <Button type="submit" loading={isPending} leftSection={<CopyPlus size={15} aria-hidden />}>
          Replay it
        </Button>
      </Group>
    </form>
  );
}

function ServerFaults({ error }: { error: unknown }) {
  const { faults, rest } = readInputFaults(error);
  if (faults.length === 0 && rest === undefined) return null;
  return (
    <div className={classes['refusal']}>
      <Notice icon={TriangleAlert} tone="negative" title={rest ?? 'The input does not fit'} role="alert">
        {faults.length > 0 && (
          <ul className={classes['faults']}>
            {faults.map(({ pointer, message }) => (
              <li key={`${pointer} ${message}`}>
                <span className="mono">{pointer === '' ? 'The input' : pointer}</span> {message}
              </li>
            ))}
          </ul>
        )}
      </Notice>
    </div>
  );
}
