import type { ReactNode, Ref } from 'react';

/** What scrolls in itself, so that the page need not. It takes the focus: what scrolls must scroll by keyboard too. */
export function ScrollRegion({
  label,
  className,
  ref,
  onScroll,
  children,
}: {
  label: string;
  className: string | undefined;
  ref?: Ref<HTMLDivElement>;
  onScroll?: () => void;
  children: ReactNode;
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div ref={ref} className={className} onScroll={onScroll} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}
