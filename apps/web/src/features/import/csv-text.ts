/** What may separate cells: the comma of RFC 4180, or what spreadsheets of other countries write instead. */
const delimiters = [',', ';', '\t'];

/** Records of a CSV text, and whether the last one is closed. */
export interface CsvRecords {
  records: string[][];
  /** False when the text ends inside a quoted cell, or without a line end after the last record. */
  isLastComplete: boolean;
}

/**
 * Cuts a CSV text into records (RFC 4180; any line end). The delimiter is the one that the first record holds most of,
 * as in the import itself. Records without any text are left out.
 */
export function parseCsv(text: string): CsvRecords {
  const candidates = delimiters.map((delimiter) => parseWith(text, delimiter));
  const widest = candidates.reduce((best, next) => (widthOf(next) > widthOf(best) ? next : best));
  return { ...widest, records: widest.records.filter(hasText) };
}

function parseWith(text: string, delimiter: string): CsvRecords {
  const records: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let isQuoted = false;
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endRecord = () => {
    endCell();
    records.push(cells);
    cells = [];
  };
  let at = 0;
  for (; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') cell += character;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else isQuoted = false;
    } else if (character === '"' && cell === '') isQuoted = true;
    else if (character === delimiter) endCell();
    else if (character === '\n' || character === '\r') {
      if (character === '\r' && text.charAt(at + 1) === '\n') at += 1;
      endRecord();
    } else cell += character;
  }
  const isLastComplete = cell === '' && cells.length === 0 && !isQuoted;
  if (!isLastComplete) endRecord();
  return { records, isLastComplete };
}

function widthOf({ records }: CsvRecords): number {
  return records[0]?.length ?? 0;
}

function hasText(cells: string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
