import { dirname } from 'node:path';
import { fillAgent } from '../agent/fill-agent.js';
import { foldersToCreate, newPrivateFolder } from '../files/folders.js';
import { openOwnFolder } from '../files/own-folder.js';
import { checkPrivateFiles, createPrivateFolder, writePrivateFiles } from '../files/private-file.js';
import type { LedgerBook } from '../ledger/ledger-book.js';
import type { Maskings } from '../masking/masker.js';
import type { Platform } from '../platform.js';
import type { Publication } from './publication.js';
import { type Sorted, sortPublications } from './sort-publications.js';

export interface PublishParts {
  readonly platform: Platform;
  readonly ledger: LedgerBook;
  /** Where `path:` files and the socket of an agent go; it need not exist yet. A new one where it is absent. */
  readonly privateFolder?: string;
  readonly maskings: Maskings;
  /** The socket of the agent that runs already (SSH_AUTH_SOCK). */
  readonly runningSocket: string | undefined;
}

/**
 * Publishes what was planned and masked. The ledger is written first; then files, keys, variables and outputs, so that a
 * variable never names a file or a socket that is not there.
 * @throws {InputError} a path at which something stands already, before anything is written; a key that can't be used
 */
export async function publish(publications: readonly Publication[], parts: PublishParts): Promise<void> {
  const { platform, ledger, maskings, privateFolder = newPrivateFolder(platform.tempDir) } = parts;
  const sorted = sortPublications(publications, privateFolder, maskings);
  const paths = sorted.files.map(({ path }) => path);
  await checkPrivateFiles(paths, platform.tempDir);
  const folders = [...paths.map(dirname), ...(sorted.keys.length > 0 ? [privateFolder] : [])];
  const missing = await foldersToCreate(folders);
  ledger.write({ files: paths, folders: missing, names: [...sorted.variables.keys()] });
  if (missing.includes(privateFolder)) await openOwnFolder(privateFolder, platform);
  await writePrivateFiles(sorted.files, platform.tempDir);
  const agentVariables = await publishKeys(sorted, privateFolder, parts);
  platform.exportVariables(
    new Map([...sorted.variables, ...agentVariables]),
    new Set([...sorted.plain.variables, ...agentVariables.keys()]),
  );
  platform.setOutputs(sorted.outputs, sorted.plain.outputs);
}

/** @returns the variables that lead later steps to an agent that was started; none for one that ran already */
async function publishKeys(
  { keys }: Sorted,
  privateFolder: string,
  { platform, ledger, runningSocket }: PublishParts,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const { run, tempDir, system, log } = platform;
  await createPrivateFolder(privateFolder, tempDir);
  const agent = await fillAgent(keys, { run, system, log, ledger, runningSocket, privateFolder, tempDir });
  if (agent.pid === undefined) return new Map();
  const variables = new Map([
    ['SSH_AUTH_SOCK', agent.socket],
    ['SSH_AGENT_PID', agent.pid],
  ]);
  ledger.write({ names: [...variables.keys()] });
  return variables;
}
