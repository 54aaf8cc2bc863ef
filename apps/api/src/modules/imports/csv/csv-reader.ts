import { scanRecord, type ScannedRecord } from './csv-scanner.ts';
import { importCsvUnreadable } from '../imports.errors.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** Its number in the file from 1, header and empty records included: the row that a spreadsheet shows. */
  row: number;
  cells: string[];
  /** What is wrong with its quotation marks; null when nothing is. */
  fault: string | null;
  /** Its length in characters, for those who must bound what they hold. */
  chars: number;
}

/**
 * Longest record in characters. A quotation mark that is never closed makes the rest of the file one record;
 * this is where reading it stops.
 */
export const RECORD_CHARS_MAX = 1024 * 1024;

/** What separates cells: the comma of the RFC, or what spreadsheets of other countries write instead. */
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * Reads a CSV as it streams: RFC 4180, UTF-8 with or without a byte-order mark, lines ended by CRLF, LF or CR. The
 * delimiter is the one that the first record holds most of, a comma when in doubt. Records without any text (empty
 * lines, nothing but delimiters) are counted and left out. Holds one record and one chunk of the source, no more.
 *
 * @throws PermanentJobError `import.csv_unreadable`, naming the line, when the bytes are not UTF-8 or a record is
 *   longer than {@link RECORD_CHARS_MAX}
 */
export async function* readCsv(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<CsvRecord> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const splitter = createRecordSplitter();
  for await (const chunk of bytes) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch (error) {
      throw importCsvUnreadable(`line ${splitter.lineOfFirstFault(chunk)} is not UTF-8 text`, error);
    }
    for (const record of splitter.push(text)) yield record;
  }
  try {
    decoder.decode();
  } catch (error) {
    throw importCsvUnreadable('it ends in the middle of a UTF-8 character', error);
  }
  for (const record of splitter.end()) yield record;
}

/** Cuts text that comes in pieces into records; keeps the piece of a record whose end has not come yet. */
function createRecordSplitter() {
  let text = '';
  let line = 1;
  let row = 0;
  let delimiter: string | undefined;

  function scan(start: number, isLast: boolean): ScannedRecord | null {
    if (delimiter !== undefined) return scanRecord(text, { start, delimiter, isLast });
    let widest: ScannedRecord | null = null;
    let candidate: string | undefined;
    for (const each of DELIMITERS) {
      const record = scanRecord(text, { start, delimiter: each, isLast });
      if (record === null) return null;
      if (widest !== null && record.cells.length <= widest.cells.length) continue;
      widest = record;
      candidate = each;
    }
    if (widest !== null && hasText(widest.cells)) delimiter = candidate;
    return widest;
  }

  function* split(isLast: boolean): Generator<CsvRecord> {
    let start = 0;
    while (start < text.length) {
      const record = scan(start, isLast);
      const chars = (record?.end ?? text.length) - start;
      if (chars > RECORD_CHARS_MAX) {
        throw importCsvUnreadable(
          `the record that begins in line ${line} is longer than ${RECORD_CHARS_MAX} characters: perhaps a quotation mark is not closed`,
        );
      }
      if (record === null) break;
      row += 1;
      line += record.lines;
      start = record.end;
      if (hasText(record.cells)) yield { row, cells: record.cells, fault: record.fault, chars };
    }
    text = text.slice(start);
  }

  return {
    push(piece: string) {
      text += piece;
      return split(false);
    },
    end: () => split(true),
    /** The line of the first byte in `chunk` that cannot be decoded; called instead of `push`. */
    lineOfFirstFault(chunk: Uint8Array): number {
      const [sound = ''] = new TextDecoder().decode(chunk).split('\uFFFD', 1);
      return line + `${text}${sound}`.split('\n').length - 1;
    },
  };
}

function hasText(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.trim() !== '');
}
