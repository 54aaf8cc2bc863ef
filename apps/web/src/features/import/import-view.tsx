import { Button } from '@mantine/core';
import type { CreateJobRequest, ImportCollection, ImportMatchField } from '@rota/contracts/client';
import { ArrowRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { toFailure } from '../../failure.ts';
import { ChosenFile } from './chosen-file.tsx';
import { CollectionChoice } from './collection-choice.tsx';
import {
  changeTarget,
  mappingFaults,
  possibleMatches,
  suggestMapping,
  toMapping,
  type MappedColumn,
} from './column-mapping.ts';
import { readCsvPreview, type CsvPreview } from './csv-preview.ts';
import { FileDrop } from './file-drop.tsx';
import classes from './import-view.module.css';
import { MappingTable } from './mapping-table.tsx';
import { MatchChoice } from './match-choice.tsx';
import { SampleTable } from './sample-table.tsx';
import { UploadProgress } from './upload-progress.tsx';

/** What is to be uploaded and run. */
export interface ImportRequest {
  file: File;
  /** The job, once the file has its id. */
  toJob: (fileId: string) => CreateJobRequest;
}

/** What the page is told. */
export interface ImportViewProps {
  /** The largest file the server takes; undefined until it has said. */
  fileBytesMax: number | undefined;
  isPending: boolean;
  /** What part of the file is uploaded, 0 to 1. */
  uploaded: number;
  error: unknown;
  onStart: (request: ImportRequest) => void;
  onCancel: () => void;
}

interface Draft {
  file: File;
  preview: CsvPreview;
  columns: MappedColumn[];
}

/** Choose what to import, a file, and what its columns are. */
export function ImportView({ fileBytesMax, isPending, uploaded, error, onStart, onCancel }: ImportViewProps) {
  const [collection, setCollection] = useState<ImportCollection>('accounts');
  const [draft, setDraft] = useState<Draft>();
  const [fault, setFault] = useState<string>();
  const [wantedMatch, setWantedMatch] = useState<ImportMatchField>();

  const chooseFile = async (file: File) => {
    const preview = await readCsvPreview(file);
    const readFault = 'fault' in preview ? preview.fault : undefined;
    setFault(readFault);
    if ('fault' in preview) return setDraft(undefined);
    setDraft({ file, preview, columns: suggestMapping(collection, preview.headers, preview.rows) });
  };
  const chooseCollection = (next: ImportCollection) => {
    setCollection(next);
    setDraft(draft && { ...draft, columns: suggestMapping(next, draft.preview.headers, draft.preview.rows) });
  };

  const matches = draft ? possibleMatches(collection, draft.columns) : [];
  const matchBy = matches.find((field) => field === wantedMatch) ?? matches[0];
  const faults = draft ? mappingFaults(collection, draft.columns) : [];
  const canStart = draft !== undefined && matchBy !== undefined && faults.length === 0;
  const failure = error ? toFailure(error) : undefined;

  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (!canStart) return;
        const { file, columns } = draft;
        onStart({
          file,
          toJob: (fileId) => ({
            type: 'data:import',
            input: { fileId, collection, mapping: toMapping(columns), matchBy },
            subject: { type: 'file', id: file.name.slice(0, 255) },
          }),
        });
      }}
    >
      <Panel title="1. What and from where">
        <div className={classes['step']}>
          <CollectionChoice value={collection} onChange={chooseCollection} isDisabled={isPending} />
          {draft ? (
            <ChosenFile file={draft.file} isDisabled={isPending} onRemove={() => setDraft(undefined)} />
          ) : (
            <FileDrop
              fileBytesMax={fileBytesMax}
              fault={fault}
              onFault={setFault}
              onFile={(file) => void chooseFile(file)}
            />
          )}
        </div>
      </Panel>
      {draft && (
        <Panel title="2. What the columns are" flush>
          <MappingTable
            collection={collection}
            columns={draft.columns}
            isDisabled={isPending}
            onChange={(index, choice) =>
              setDraft({ ...draft, columns: changeTarget(draft.columns, index, choice) })
            }
          />
          <SampleTable preview={draft.preview} />
        </Panel>
      )}
      {draft && (
        <Panel title="3. How rows find their record">
          <MatchChoice
            collection={collection}
            matches={matches}
            value={matchBy}
            isDisabled={isPending}
            onChange={setWantedMatch}
          />
        </Panel>
      )}
      {faults.length > 0 && (
        <Notice icon={TriangleAlert} tone="warning" title="Before it can start" role="status">
          {faults.map((each) => (
            <div key={each}>{each}</div>
          ))}
        </Notice>
      )}
      {failure && (
        <Notice icon={TriangleAlert} tone="negative" title={failure.title} role="alert">
          {failure.detail}
          {failure.violations.map(({ pointer, message }) => (
            <div key={pointer}>
              <span className="mono">{pointer}</span> {message}
            </div>
          ))}
        </Notice>
      )}
      {draft && isPending && <UploadProgress file={draft.file} uploaded={uploaded} onCancel={onCancel} />}
      {draft && !isPending && (
        <div className={classes['submit']}>
          <Button type="submit" disabled={!canStart} rightSection={<ArrowRight size={15} aria-hidden />}>
            Start the import
          </Button>
          <span className={classes['hint']}>
            The uploaded file is deleted after 7 days. Running it again updates its records and doubles none.
          </span>
        </div>
      )}
    </form>
  );
}
