/** A record found in a text, and where it ends. */
export interface ScannedRecord {
  cells: string[];
  /** What is wrong with its quotation marks; null when nothing is. */
  fault: string | null;
  /** The first character after the record and its line end. */
  end: number;
  /** Lines it takes up. */
  lines: number;
}

interface ScannedCell {
  value: string;
  fault: string | null;
  /** The delimiter or line end after it, or the end of the text. */
  end: number;
}

const CR = 13;
const LF = 10;
const QUOTE = 34;

/**
 * Reads the record that begins at `start`, by RFC 4180, with any line end. `null` when the text ends before the
 * record does; with `isLast` the end of the text ends the record.
 *
 * A quotation mark inside an unquoted cell stands for itself. A mark that is never closed, and text after a closing
 * mark, lose nothing: the cell keeps them, and the record has a fault.
 */
export function scanRecord(
  text: string,
  options: { start: number; delimiter: string; isLast: boolean },
): ScannedRecord | null {
  return scanPlainLine(text, options) ?? scanCells(text, options);
}

/** The usual line, ended by LF or CRLF and free of quotation marks, at a fraction of the cost; else `null`. */
function scanPlainLine(
  text: string,
  { start, delimiter }: { start: number; delimiter: string },
): ScannedRecord | null {
  const lineFeed = text.indexOf('\n', start);
  if (lineFeed === -1) return null;
  const end = lineFeed > start && text.charCodeAt(lineFeed - 1) === CR ? lineFeed - 1 : lineFeed;
  const line = text.slice(start, end);
  if (line.includes('"') || line.includes('\r')) return null;
  return { cells: line.split(delimiter), fault: null, end: lineFeed + 1, lines: 1 };
}

function scanCells(
  text: string,
  { start, delimiter, isLast }: { start: number; delimiter: string; isLast: boolean },
): ScannedRecord | null {
  const cells: string[] = [];
  let fault: string | null = null;
  let position = start;
  for (;;) {
    const cell = scanCell(text, position, delimiter);
    if (cell.end === text.length && !isLast) return null;
    cells.push(cell.value);
    fault ??= cell.fault;
    position = cell.end + 1;
    if (text[cell.end] === delimiter) continue;

    const end = lineEndAfter(text, cell.end, isLast);
    return end === null ? null : { cells, fault, end, lines: countLines(text, start, end) };
  }
}

function scanCell(text: string, start: number, delimiter: string): ScannedCell {
  if (text.charCodeAt(start) !== QUOTE) {
    const end = findCellEnd(text, start, delimiter);
    return { value: text.slice(start, end), fault: null, end };
  }
  const closing = findClosingQuote(text, start + 1);
  const value = text.slice(start + 1, closing).replaceAll('""', '"');
  if (closing === text.length) return { value, fault: 'a quotation mark is not closed', end: closing };

  const end = findCellEnd(text, closing + 1, delimiter);
  if (end === closing + 1) return { value, fault: null, end };
  return { value: value + text.slice(closing + 1, end), fault: 'text follows a closing quotation mark', end };
}

function findCellEnd(text: string, start: number, delimiter: string): number {
  const delimiterCode = delimiter.charCodeAt(0);
  let position = start;
  for (; position < text.length; position += 1) {
    const code = text.charCodeAt(position);
    if (code === delimiterCode || code === LF || code === CR) break;
  }
  return position;
}

/** The mark that closes a quoted cell (a doubled one is part of it), or the end of the text. */
function findClosingQuote(text: string, start: number): number {
  let position = text.indexOf('"', start);
  while (position !== -1 && text.charCodeAt(position + 1) === QUOTE) {
    position = text.indexOf('"', position + 2);
  }
  return position === -1 ? text.length : position;
}

/** Where the line end at `position` ends; `null` after a CR at the end of the text, as an LF may follow. */
function lineEndAfter(text: string, position: number, isLast: boolean): number | null {
  if (position === text.length) return position;
  if (text.charCodeAt(position) === LF) return position + 1;
  if (position + 1 === text.length && !isLast) return null;
  return text.charCodeAt(position + 1) === LF ? position + 2 : position + 1;
}

function countLines(text: string, start: number, end: number): number {
  const lineFeed = text.indexOf('\n', start);
  // The usual record has its line end at its own end and nowhere else.
  if (lineFeed === end - 1 && !text.slice(start, lineFeed - 1).includes('\r')) return 1;
  let lines = 0;
  for (let position = start; position < end; position += 1) {
    const code = text.charCodeAt(position);
    if (code === LF || (code === CR && text.charCodeAt(position + 1) !== LF)) lines += 1;
  }
  return lines;
}
