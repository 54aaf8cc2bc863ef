import { parseCsv } from './csv-text.ts';

/** The beginning of a file, as far as it is shown. */
export interface CsvPreview {
  headers: string[];
  /** At most five. */
  rows: string[][];
}

/** A file that cannot be imported, and why, for people. */
export interface CsvFault {
  fault: string;
}

/** As much of the file as is read in the browser. */
const previewBytes = 64 * 1024;
const sampleRows = 5;

/** Reads the header and the first rows of a file, and no more of it. */
export async function readCsvPreview(file: Blob): Promise<CsvPreview | CsvFault> {
  if (file.size === 0) return { fault: 'The file is empty.' };
  const bytes = await file.slice(0, previewBytes).arrayBuffer();
  const isWhole = file.size <= previewBytes;
  const text = decode(bytes, isWhole);
  if (text === undefined || text.includes('\0')) {
    return { fault: 'The file is not UTF-8 text. Save it as “CSV UTF-8” and choose it again.' };
  }
  const { records, isLastComplete } = parseCsv(text);
  const whole = isWhole || isLastComplete ? records : records.slice(0, -1);
  const [headers, ...rows] = whole;
  if (!headers)
    return { fault: isWhole ? 'The file holds no text.' : 'The first row is too long to be a header.' };
  return { headers: headers.map((header) => header.trim()), rows: rows.slice(0, sampleRows) };
}

/** Takes off the byte-order mark. A character cut in two by the end of the slice is no fault. */
function decode(bytes: ArrayBuffer, isWhole: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isWhole });
  } catch {
    return undefined;
  }
}
