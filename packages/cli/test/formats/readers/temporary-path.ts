import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls `use` with the path of a file that is not there yet, in a folder that is removed afterwards. */
export function withTemporaryPath<T>(use: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'formats-'));
  try {
    return use(join(folder, 'file'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
