import { ImportColumns } from './import-columns.tsx';
import { ImportNotices } from './import-notices.tsx';
import { toImportRequest, type ImportRequest } from './import-request.ts';
import { ImportSource } from './import-source.tsx';
import { ImportSubmit } from './import-submit.tsx';
import classes from './import-view.module.css';
import { UploadProgress } from './upload-progress.tsx';
import { useImportDraft } from './use-import-draft.ts';

interface ImportViewProps {
  /** The largest file the server takes; undefined until it has said. */
  fileBytesMax: number | undefined;
  isPending: boolean;
  /** What part of the file is uploaded, 0 to 1. */
  uploaded: number;
  /** What the last try threw. */
  error: unknown;
  onStart: (request: ImportRequest) => void;
  onCancel: () => void;
}

/** Choose what to import, a file, and what its columns are. */
export function ImportView({ fileBytesMax, isPending, uploaded, error, onStart, onCancel }: ImportViewProps) {
  const { draft, collection, matchBy, faults, ...chosen } = useImportDraft();
  const request =
    draft && matchBy !== undefined && faults.length === 0
      ? toImportRequest({ ...draft, collection, matchBy })
      : undefined;
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (request) onStart(request);
      }}
    >
      <ImportSource
        collection={collection}
        file={draft?.file}
        fileFault={chosen.fileFault}
        fileBytesMax={fileBytesMax}
        isDisabled={isPending}
        onCollection={chosen.chooseCollection}
        onFile={(file) => void chosen.chooseFile(file)}
        onFault={chosen.refuseFile}
        onRemove={chosen.removeFile}
      />
      {draft && (
        <ImportColumns
          collection={collection}
          preview={draft.preview}
          columns={draft.columns}
          matches={chosen.matches}
          matchBy={matchBy}
          isDisabled={isPending}
          onTarget={chosen.chooseTarget}
          onMatch={chosen.chooseMatch}
        />
      )}
      <ImportNotices faults={faults} error={error} />
      {draft && isPending && <UploadProgress file={draft.file} uploaded={uploaded} onCancel={onCancel} />}
      {draft && !isPending && <ImportSubmit canStart={request !== undefined} />}
    </form>
  );
}
