import type { ImportCollection, ImportMatchField } from '@rota/contracts/client';
import { useState } from 'react';
import {
  changeTarget,
  mappingFaults,
  possibleMatches,
  suggestMapping,
  type MappedColumn,
  type TargetChoice,
} from './column-mapping.ts';
import { readCsvPreview, type CsvPreview } from './csv-preview.ts';

/** A file that was chosen, with what its columns are to be. */
interface Draft {
  file: File;
  preview: CsvPreview;
  columns: MappedColumn[];
}

/** An import while it is put together: what is chosen so far, what follows from it, and what may change it. */
export function useImportDraft() {
  const [collection, setCollection] = useState<ImportCollection>('accounts');
  const [draft, setDraft] = useState<Draft>();
  const [fileFault, setFileFault] = useState<string>();
  const [wantedMatch, setWantedMatch] = useState<ImportMatchField>();

  const chooseFile = async (file: File) => {
    const preview = await readCsvPreview(file);
    const isFault = 'fault' in preview;
    setFileFault(isFault ? preview.fault : undefined);
    setDraft(isFault ? undefined : { file, preview, columns: suggestMapping(collection, preview) });
  };
  const chooseCollection = (next: ImportCollection) => {
    setCollection(next);
    setDraft(draft && { ...draft, columns: suggestMapping(next, draft.preview) });
  };
  const chooseTarget = (index: number, choice: TargetChoice) =>
    setDraft(draft && { ...draft, columns: changeTarget(draft.columns, { index, choice }) });

  const matches = draft ? possibleMatches(collection, draft.columns) : [];
  return {
    collection,
    draft,
    /** Why the last file was not taken. */
    fileFault,
    /** The fields by which rows can be matched, and the one that is chosen: the wanted one while it is possible. */
    matches,
    matchBy: matches.find((field) => field === wantedMatch) ?? matches[0],
    /** What keeps the import from starting. */
    faults: draft ? mappingFaults(collection, draft.columns) : [],
    chooseCollection,
    chooseFile,
    removeFile: () => setDraft(undefined),
    refuseFile: setFileFault,
    chooseTarget,
    chooseMatch: setWantedMatch,
  };
}
