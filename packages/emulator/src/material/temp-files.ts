import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A private folder for certificates and keys, gone after `remove`. */
export interface TempFiles {
  /** Writes a new file that only its owner reads; gives its path. */
  write(name: string, content: string): Promise<string>;
  remove(): Promise<void>;
}

export async function makeTempFiles(): Promise<TempFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'senhasegura-emulator-'));
  return {
    async write(name, content) {
      const path = join(folder, name);
      await writeFile(path, content, { mode: 0o600, flag: 'wx' });
      return path;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
