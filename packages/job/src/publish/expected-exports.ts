import type { Publication } from './publication.js';
import { sortPublications } from './sort-publications.js';

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
  const { variables, outputs, keys } = sortPublications(publications, FOLDER, new Set());
  return { variables: keys.length === 0 ? variables : new Map([...variables, ...OF_AN_AGENT]), outputs };
}
