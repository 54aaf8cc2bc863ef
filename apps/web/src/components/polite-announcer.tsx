import { VisuallyHidden } from '@mantine/core';

/** Reads `text` out when it changes, after whatever is being read. The caller sees to it that it changes seldom. */
export function PoliteAnnouncer({ text }: { text: string }) {
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
