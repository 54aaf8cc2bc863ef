import type { ImportCollection, ImportMatchField } from '@rota/contracts/client';
import { Panel } from '../../components/panel.tsx';
import type { MappedColumn, TargetChoice } from './column-mapping.ts';
import type { CsvPreview } from './csv-preview.ts';
import { MappingTable } from './mapping-table.tsx';
import { MatchChoice } from './match-choice.tsx';
import { SampleTable } from './sample-table.tsx';

/** The second and third step: what the columns are, and by which of them rows find their record. */
export function ImportColumns({
  collection,
  preview,
  columns,
  matches,
  matchBy,
  isDisabled,
  onTarget,
  onMatch,
}: {
  collection: ImportCollection;
  preview: CsvPreview;
  columns: MappedColumn[];
  /** The fields that a column fills and that rows can be matched by. */
  matches: ImportMatchField[];
  matchBy: ImportMatchField | undefined;
  isDisabled: boolean;
  onTarget: (index: number, choice: TargetChoice) => void;
  onMatch: (field: ImportMatchField) => void;
}) {
  return (
    <>
      <Panel title="2. What the columns are" flush>
        <MappingTable collection={collection} columns={columns} isDisabled={isDisabled} onChange={onTarget} />
        <SampleTable preview={preview} />
      </Panel>
      <Panel title="3. How rows find their record">
        <MatchChoice
          collection={collection}
          matches={matches}
          value={matchBy}
          isDisabled={isDisabled}
          onChange={onMatch}
        />
      </Panel>
    </>
  );
}
