import type { DataImportInput, Job } from '@rota/contracts/client';
import { Facts } from '../../components/facts.tsx';
import { JsonView } from '../../components/json-view.tsx';
import type { JobFile, JobFiles } from './job-files.ts';
import classes from './job-input.module.css';

/** What the job was told to do; for imports in words first. */
export function JobInput({ job, files }: { job: Job; files: JobFiles }) {
  return (
    <>
      {job.type === 'data:import' && job.input && <ImportInput input={job.input} file={files.imported} />}
      <JsonView value={job.input ?? null} label="Input" />
    </>
  );
}

function ImportInput({ input, file }: { input: DataImportInput; file: JobFile }) {
  const fileName = file === 'gone' ? 'deleted since' : (file?.name ?? '…');
  const columns = Object.entries(input.mapping ?? {});
  return (
    <div className={classes['import']}>
      <Facts
        facts={[
          { name: 'File', value: fileName },
          { name: 'Into', value: input.collection },
          { name: 'Matched by', value: input.matchBy ?? 'the default' },
        ]}
      />
      {columns.length > 0 && (
        <table className={classes['mapping']}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">Field</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(([column, field]) => (
              <tr key={column}>
                <td>{column}</td>
                <td className="mono">{field}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
