import { TriangleAlert } from 'lucide-react';
import { Notice } from '../../components/notice.tsx';
import { toFailure } from '../../components/failure.ts';

/** What keeps an import from starting: `faults` of its columns, and what the last try threw. */
export function ImportNotices({ faults, error }: { faults: string[]; error: unknown }) {
  return (
    <>
      {faults.length > 0 && (
        <Notice icon={TriangleAlert} tone="warning" title="Before it can start" role="status">
          {faults.map((fault) => (
            <div key={fault}>{fault}</div>
          ))}
        </Notice>
      )}
      {error ? <StartFailure error={error} /> : null}
    </>
  );
}

function StartFailure({ error }: { error: unknown }) {
  const { title, detail, violations } = toFailure(error);
  return (
    <Notice icon={TriangleAlert} tone="negative" title={title} role="alert">
      {detail}
      {violations.map(({ pointer, message }) => (
        <div key={pointer}>
          <span className="mono">{pointer}</span> {message}
        </div>
      ))}
    </Notice>
  );
}
