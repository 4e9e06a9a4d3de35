import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError, quoteText, systemCode } from '@senhasegura-action/core/internal';
import { createFinder } from '../redact/find-forms.js';
import { createRedactor } from '../redact/redactor.js';
import type { WatchedSecrets } from '../vault-run/watched-secrets.js';
import { type Finding, MOST_UNPACKED, searchContent, searchName, type Skipped } from './contents.js';

/** What was found below some paths. */
export interface Scanned {
  readonly found: readonly Finding[];
  readonly skipped: readonly Skipped[];
  /** How many files were looked through. */
  readonly files: number;
}

/**
 * Looks through every file below the paths, and through what is in it. One file after the other: what costs time is to read them, and
 * a disk is not read faster by many.
 * @throws {InputError} a path that is not there
 */
export async function searchPaths(
  paths: readonly string[],
  cwd: string,
  { forms, labels }: WatchedSecrets,
): Promise<Scanned> {
  const found: Finding[] = [];
  const skipped: Skipped[] = [];
  const report = {
    newFinder: () => createFinder(forms, labels),
    found: (finding: Finding) => void found.push(finding),
    skipped: (what: Skipped) => void skipped.push(what),
  };
  let files = 0;
  for await (const { file, why } of filesOf(paths, cwd)) {
    searchName(file, report);
    if (why !== undefined) {
      report.skipped({ file, why });
      continue;
    }
    files++;
    try {
      const path = resolve(cwd, file);
      const search = { ...report, budget: { left: MOST_UNPACKED } };
      // What is no whole archive is looked through as it lies there too.
      if ((await searchContent(file, createReadStream(path), search)) === 'damaged') {
        await searchContent(file, createReadStream(path), search, Infinity);
      }
    } catch (error) {
      report.skipped({ file, why: `can't be read (${systemCode(error) ?? 'unknown error'})` });
    }
  }
  return { found, skipped, files };
}

/** `why`: it is not looked into. */
interface Entry {
  readonly file: string;
  readonly why?: string;
}

/** Every file below the paths, in the order of names. Links are not followed: they lead out of what is uploaded. */
export async function* filesOf(paths: readonly string[], cwd: string): AsyncIterable<Entry> {
  for (const path of paths) {
    const there = await lstat(resolve(cwd, path)).catch((error: unknown) => {
      throw new InputError(`${quoteText(path)} can't be looked at (${systemCode(error) ?? 'unknown error'}).`);
    });
    yield* below(path, there, cwd);
  }
}

type Stats = Awaited<ReturnType<typeof lstat>>;

async function* below(file: string, stats: Stats, cwd: string): AsyncIterable<Entry> {
  if (stats.isFile()) yield { file };
  else if (stats.isSymbolicLink()) yield { file, why: 'is a symbolic link, which is not followed' };
  else if (!stats.isDirectory()) yield { file, why: 'is neither a file nor a folder' };
  else {
    const names = await readdir(resolve(cwd, file)).catch((error: unknown) => systemCode(error) ?? 'unknown error');
    if (typeof names === 'string') {
      yield { file, why: `can't be read (${names})` };
      return;
    }
    for (const name of names.sort()) {
      const path = join(file, name);
      const inner = await lstat(resolve(cwd, path)).catch(() => undefined);
      if (inner === undefined) yield { file: path, why: 'was gone when it was looked at' };
      else yield* below(path, inner, cwd);
    }
  }
}

/** A text that is told, such as a file's name, without what is looked for in it. */
export function withoutSecrets(text: string, { forms }: Pick<WatchedSecrets, 'forms'>): string {
  const { write, end } = createRedactor(forms);
  return Buffer.concat([write(Buffer.from(text)), end()].map((part) => Buffer.from(part))).toString();
}
