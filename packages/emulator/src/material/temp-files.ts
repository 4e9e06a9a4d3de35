import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder for certificates and keys, gone after `remove`. */
export interface TempFiles {
  /** Writes a new file that only its owner reads; gives its path, which ends in the name. */
  write(name: string, content: string): Promise<string>;
  remove(): Promise<void>;
}

export async function makeTempFiles(): Promise<TempFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'senhasegura-emulator-'));
  let written = 0;
  return {
    async write(name, content) {
      written += 1;
      const path = join(folder, name === 'ca.pem' ? name : `${written}-${name}`);
      await writeFile(path, content, { mode: 0o600, flag: 'wx' });
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
