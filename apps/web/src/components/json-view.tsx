import { CopyButton } from './copy-button.tsx';
import { jsonTokens } from './json-tokens.ts';
import { ScrollRegion } from './scroll-region.tsx';
import classes from './json-view.module.css';

/** Any JSON, indented and coloured, with a button that copies it. `label` names it: `Input`. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, undefined, 2) ?? 'null';
  return (
    <div className={classes['view']}>
      <div className={classes['copy']}>
        <CopyButton value={text} label={`Copy ${label.toLowerCase()}`} />
      </div>
      <ScrollRegion className={classes['text']} label={`${label} as JSON`}>
        <pre>
          {jsonTokens(text).map(({ kind, text: part, at }) =>
            kind === 'plain' ? (
              part
            ) : (
              <span key={at} className={classes[kind]}>
                {part}
              </span>
            ),
          )}
        </pre>
      </ScrollRegion>
    </div>
  );
}
