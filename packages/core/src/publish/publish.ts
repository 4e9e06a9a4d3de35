import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { InputError } from '../errors/senhasegura-error.js';
import type { SecretValue } from '../fetch/secret-value.js';
import { foldersToCreate } from '../files/folders-to-create.js';
import { checkPrivateFile, writePrivateFile } from '../files/private-file.js';
import type { LedgerBook } from '../ledger/ledger-book.js';
import type { Platform } from '../platform.js';
import type { Publication } from './publication.js';

/** A publication with every path known. */
interface FileToWrite {
  readonly path: string;
  readonly value: SecretValue;
}

/**
 * Publishes what was planned and masked. The ledger is written first; then files, then variables, then outputs, so that a
 * variable never names a file that is not there.
 * @param tooShort references whose values are below `mask-min-length`
 * @throws {InputError} a path at which something stands already, before anything is written
 */
export async function publish(
  publications: readonly Publication[],
  platform: Platform,
  ledger: LedgerBook,
  tooShort: ReadonlySet<string>,
): Promise<void> {
  const privateFolder = join(platform.tempDir, `senhasegura-${randomBytes(8).toString('hex')}`);
  const variables = new Map<string, string>();
  const outputs = new Map<string, string>();
  const plain = { variables: new Set<string>(), outputs: new Set<string>() };
  const files: FileToWrite[] = [];
  for (const { fetched, destination } of publications) {
    const unmasked = fetched.selection.modifiers.nomask || tooShort.has(fetched.reference);
    switch (destination.kind) {
      case 'variable':
        variables.set(destination.name, text(fetched.value));
        if (unmasked) plain.variables.add(destination.name);
        break;
      case 'output':
        outputs.set(destination.name, text(fetched.value));
        if (unmasked) plain.outputs.add(destination.name);
        break;
      case 'file':
        files.push({ path: destination.path, value: fetched.value });
        break;
      case 'ssh-agent':
        throw new InputError('The sink ssh-agent is not served yet by this version.');
      case 'private-file': {
        const path = join(privateFolder, destination.name);
        files.push({ path, value: fetched.value });
        variables.set(destination.name, path);
        plain.variables.add(destination.name);
        break;
      }
    }
  }
  const paths = files.map(({ path }) => path);
  for (const path of paths) await checkPrivateFile(path, platform.tempDir);
  const folders = await foldersToCreate(paths.map(dirname));
  ledger.write({ files: paths, folders, names: [...variables.keys()] });
  for (const { path, value } of files) await writePrivateFile(path, value, platform.tempDir);
  platform.exportVariables(variables, plain.variables);
  platform.setOutputs(outputs, plain.outputs);
}

/** Only text reaches a variable or an output: `checkPublication` has seen to it. */
function text(value: SecretValue): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString('utf8');
}
