const LEVEL_WIDTH = 5;
const SERVICE_WIDTH = 6;

/** A line of the log for people: time, level, who, message, fields; the stack of an error below it. */
export function toTextLine(json: string): string {
  const { level, time, service, pid: _pid, msg, err, ...fields } = parse(json);
  const head = [
    word(time).slice(11, 23),
    word(level).padEnd(LEVEL_WIDTH),
    word(service).padEnd(SERVICE_WIDTH),
    word(msg),
    ...Object.entries(fields).map(([name, value]) => `${name}=${word(value)}`),
  ];
  return [head.join(' '), ...describeError(err)].join('\n').concat('\n');
}

function parse(json: string): Record<string, unknown> {
  const line: Record<string, unknown> = JSON.parse(json);
  return line;
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function describeError(err: unknown): string[] {
  if (typeof err !== 'object' || err === null) return err === undefined ? [] : [`    ${word(err)}`];
  const text = 'stack' in err ? err.stack : 'message' in err ? err.message : err;
  return word(text)
    .split('\n')
    .map((line) => `    ${line.trim()}`);
}
