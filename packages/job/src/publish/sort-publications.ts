import { join } from 'node:path';
import type { AgentKey } from '../agent/fill-agent.js';
import { isUnmasked, type Maskings } from '../masking/masker.js';
import type { SecretValue } from '@senhasegura-action/core/internal';
import type { Publication } from './publication.js';

/** Everything that is published, by the kind of act. */
export interface Sorted {
  readonly variables: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
  /** Names among the variables and the outputs whose values are not masked. */
  readonly plain: { readonly variables: ReadonlySet<string>; readonly outputs: ReadonlySet<string> };
  readonly files: readonly { readonly path: string; readonly value: SecretValue }[];
  readonly keys: readonly AgentKey[];
}

/**
 * Sorts publications by what has to be done for them.
 * @param privateFolder where `path:` files go
 */
export function sortPublications(
  publications: readonly Publication[],
  privateFolder: string,
  maskings: Maskings,
): Sorted {
  const variables = new Map<string, string>();
  const outputs = new Map<string, string>();
  const plain = { variables: new Set<string>(), outputs: new Set<string>() };
  const files: { path: string; value: SecretValue }[] = [];
  const keys: AgentKey[] = [];
  const fileNames = new Set<string>();
  for (const { fetched, destination } of publications) {
    const { reference, value, passphrase } = fetched;
    const unmasked = isUnmasked(maskings(fetched));
    switch (destination.kind) {
      case 'variable':
        variables.set(destination.name, text(value));
        if (unmasked) plain.variables.add(destination.name);
        break;
      case 'output':
        outputs.set(destination.name, text(value));
        if (unmasked) plain.outputs.add(destination.name);
        break;
      case 'file':
        files.push({ path: destination.path, value });
        break;
      case 'ssh-agent':
        keys.push({ reference, privateKey: text(value), ...(passphrase === undefined ? {} : { passphrase }) });
        break;
      case 'private-file': {
        const path = join(privateFolder, ownFileName(destination.name, fileNames));
        files.push({ path, value });
        variables.set(destination.name, path);
        plain.variables.add(destination.name);
        break;
      }
    }
  }
  return { variables, outputs, plain, files, keys };
}

/** Windows opens a device in the place of a file that is called so (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** The variable's name as that of a file, whatever the file system makes of case: `KEY`, then `key-2`. @param taken of the folder */
function ownFileName(variable: string, taken: Set<string>): string {
  const first = DEVICE.test(variable) ? `${variable}-` : variable;
  let name = first;
  for (let count = 2; taken.has(name.toUpperCase()); count += 1) name = `${first}-${count}`;
  taken.add(name.toUpperCase());
  return name;
}

/** Only text reaches a variable, an output or an agent: `checkPublication` has seen to it. */
function text(value: SecretValue): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}

/** As long as the path of a private folder is reckoned; its true name is not known before anything is written. */
const FOLDER = `/${'-'.repeat(255)}`;
/** What leads to an ssh-agent, which is started last of all. */
const OF_AN_AGENT = new Map([
  ['SSH_AUTH_SOCK', FOLDER],
  ['SSH_AGENT_PID', '0'.repeat(20)],
]);

/** The variables and outputs that publications come to, as long as they will be: paths are not the true ones. */
export function expectedExports(publications: readonly Publication[]): {
  readonly variables: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
} {
  const { variables, outputs, keys } = sortPublications(publications, FOLDER, () => ({ kind: 'nomask' }));
  return { variables: keys.length === 0 ? variables : new Map([...variables, ...OF_AN_AGENT]), outputs };
}
