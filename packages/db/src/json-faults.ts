/** One thing wrong with a JSON value; `pointer` is a JSON Pointer to where it stands. */
export type JsonFault = { pointer: string; message: string };

/** What a walk over a JSON value looks for, and how far it goes. */
export type JsonRules = {
  /** Where the value stands in its document: every pointer begins with it. `''` for the document itself. */
  pointer: string;
  /** Levels of objects and arrays; one that lies deeper is a fault and is not looked into. */
  depthMax: number;
  /** The walk ends with so many faults: a structure that contains itself twice has endless branches. */
  faultsMax: number;
  /** What is wrong with a value that is neither object nor array: "contains …"; undefined when nothing is. */
  scalarFault(value: unknown): string | undefined;
  /** The same for a member's name; the member itself is then not looked into. */
  nameFault(name: string): string | undefined;
};

/**
 * Finds the faults of a JSON value, whatever its schema, in the order of the document.
 * @returns at most `faultsMax`; none when the value keeps the rules
 */
export function findJsonFaults(json: unknown, rules: JsonRules): JsonFault[] {
  const faults: JsonFault[] = [];

  function walk(value: unknown, pointer: string, depth: number): void {
    if (typeof value !== 'object' || value === null) {
      const fault = rules.scalarFault(value);
      if (fault !== undefined) faults.push({ pointer, message: fault });
    } else if (depth >= rules.depthMax) {
      faults.push({ pointer, message: `is nested deeper than ${rules.depthMax} levels` });
    } else {
      walkMembers(value, pointer, depth);
    }
  }

  function walkMembers(container: object, pointer: string, depth: number): void {
    for (const [name, member] of Object.entries(container)) {
      if (faults.length >= rules.faultsMax) return;
      const fault = rules.nameFault(name);
      // Told of the container: the name itself may not be printable.
      if (fault !== undefined) faults.push({ pointer, message: `has a member whose name ${fault}` });
      else walk(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
    }
  }

  walk(json, rules.pointer, 0);
  return faults;
}

/** What keeps PostgreSQL from storing a text, "contains …"; undefined when nothing does. */
export function findUnsoundText(text: string): string | undefined {
  if (text.includes('\0')) return 'contains the NUL character';
  if (!text.isWellFormed()) return 'contains half of a surrogate pair';
  return undefined;
}
