import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A JSON file of the repository, by its path from the root. */
export const readJson = (path: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../../../${path}`, import.meta.url)), 'utf8'));
