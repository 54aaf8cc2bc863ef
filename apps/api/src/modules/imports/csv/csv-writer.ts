/**
 * What a spreadsheet takes for the start of a formula, perhaps behind white space: a person who opens an exported CSV
 * would run what a stranger once typed into a cell. The full-width signs count in some locales. `'*`: what was
 * neutralised before is again, so that {@link fromNeutralised} gives back exactly what was there.
 */
const FORMULA_START = /^'*(?:[\s\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|[\t\r\n])/;

/** Semicolons too: some spreadsheets split at them, and must not find a cell inside a cell. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One record of RFC 4180 with its CRLF. A cell that would start a formula gets a `'` before it, which makes
 * spreadsheets show it as text.
 */
export function toCsvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quote(neutralise(cell))).join(',')}\r\n`;
}

/** Takes back the `'` that {@link toCsvLine} may have put before a cell. */
export function fromNeutralised(cell: string): string {
  return cell.startsWith("'") && FORMULA_START.test(cell) ? cell.slice(1) : cell;
}

function neutralise(cell: string): string {
  return FORMULA_START.test(cell) ? `'${cell}` : cell;
}

function quote(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
