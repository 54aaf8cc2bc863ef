import { mutations } from './all.ts';
import { askWitness, nameOfWitness, type Testimony } from './ask-witness.ts';
import type { Mutation, Witness } from './mutation.ts';
import { copyWorkspace, type WorkspaceCopy } from './workspace-copy.ts';

type Finding = { mutation: string; witness: string; untouched: Testimony; mutated: Testimony };

/**
 * Switches walls off, one at a time, in a copy of the sources, and asks those who have to notice. A test has to be green
 * before that: what is always red shows nothing. Scenarios are known to hold from every other run.
 *
 * @param names which; undefined: all
 * @returns whether every witness noticed
 */
export async function tryMutations(
  names: readonly string[] | undefined,
  say: (line: string) => void,
): Promise<boolean> {
  await using copy = await copyWorkspace();
  const chosen = mutations.filter(({ name }) => names === undefined || names.includes(name));
  const findings: Finding[] = [];
  for (const mutation of chosen) {
    for (const witness of mutation.witnesses) {
      const finding = await tryOne(copy, { mutation, witness });
      findings.push(finding);
      say(describe(finding));
    }
  }
  const unnoticed = findings.filter(({ untouched, mutated }) => untouched !== 'green' || mutated !== 'red');
  say(`${findings.length - unnoticed.length} of ${findings.length} witnesses noticed that a wall was gone.`);
  return findings.length > 0 && unnoticed.length === 0;
}

async function tryOne(
  copy: WorkspaceCopy,
  { mutation, witness }: { mutation: Mutation; witness: Witness },
): Promise<Finding> {
  const untouched = witness.kind === 'test' ? await askWitness(copy.folder, witness) : 'green';
  await copy.apply(mutation);
  const mutated = await askWitness(copy.folder, witness);
  await copy.restore();
  return { mutation: mutation.name, witness: nameOfWitness(witness), untouched, mutated };
}

function describe({ mutation, witness, untouched, mutated }: Finding): string {
  const noticed = untouched === 'green' && mutated === 'red' ? 'noticed ' : 'UNNOTICED';
  return `${noticed} ${mutation.padEnd(20)} ${witness}: ${untouched} → ${mutated}`;
}
