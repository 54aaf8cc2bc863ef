import type { ImportCollection } from '@rota/contracts/client';
import { Panel } from '../../components/panel.tsx';
import { ChosenFile } from './chosen-file.tsx';
import { CollectionChoice } from './collection-choice.tsx';
import { FileDrop } from './file-drop.tsx';
import classes from './import-source.module.css';

/** The first step: what the rows become, and the file they are in. */
export function ImportSource({
  collection,
  file,
  fileFault,
  fileBytesMax,
  isDisabled,
  onCollection,
  onFile,
  onFault,
  onRemove,
}: {
  collection: ImportCollection;
  file: File | undefined;
  /** Why the last file was not taken. */
  fileFault: string | undefined;
  fileBytesMax: number | undefined;
  isDisabled: boolean;
  onCollection: (collection: ImportCollection) => void;
  onFile: (file: File) => void;
  onFault: (fault: string) => void;
  onRemove: () => void;
}) {
  return (
    <Panel title="1. What and from where">
      <div className={classes['step']}>
        <CollectionChoice value={collection} onChange={onCollection} isDisabled={isDisabled} />
        {file ? (
          <ChosenFile file={file} isDisabled={isDisabled} onRemove={onRemove} />
        ) : (
          <FileDrop fileBytesMax={fileBytesMax} fault={fileFault} onFault={onFault} onFile={onFile} />
        )}
      </div>
    </Panel>
  );
}
