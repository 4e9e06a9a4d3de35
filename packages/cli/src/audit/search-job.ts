import { readFile, stat } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import { type Environment, SETTING_NAMES, settingVariable, utf8Text } from '@senhasegura-action/core/internal';
import { looksSecret, type Suspect, suspectsIn } from '@senhasegura-action/job';
import { createFinder } from '../redact/find-forms.js';
import { filesOf } from '../scan/search-paths.js';
import type { WatchedSecrets } from '../vault-run/watched-secrets.js';

/** A variable that holds values of the vault. */
export interface HeldVariable {
  readonly variable: string;
  readonly references: readonly string[];
}

/** Where a secret seems to stand that the vault has not: a variable or a file, and where in it (RFC 6901; empty: all of it). */
export type Suspected = ({ readonly variable: string } | { readonly file: string }) & { readonly at: string };

/** The variables of our own settings hold credentials of the vault by nature. */
const SETTINGS: ReadonlySet<string> = new Set(SETTING_NAMES.map(settingVariable));

/** What the hosts themselves give to a job, such as its access token, and what we are set up with. */
const OF_THE_HOST = /^(?:GITHUB|RUNNER|ACTIONS|CI|GITLAB|SYSTEM|AGENT|BUILD|VSTS|SENHASEGURA)_/i;

const variablesOf = (environment: Environment): readonly (readonly [string, string])[] =>
  Object.entries(environment).flatMap(([name, value]) =>
    value === undefined || SETTINGS.has(name.toUpperCase()) ? [] : [[name, value] as const],
  );

function referencesIn(text: string, { forms, labels }: WatchedSecrets): readonly string[] {
  const finder = createFinder(forms, labels);
  const found = [...finder.write(Buffer.from(text)), ...finder.end()];
  return [...new Set(found.flatMap((each) => [...each.labels]))].sort();
}

/** The variables in which the vault's values stand, in any spelling. */
export function heldVariables(environment: Environment, watched: WatchedSecrets): readonly HeldVariable[] {
  return variablesOf(environment).flatMap(([variable, value]) => {
    const references = referencesIn(value, watched);
    return references.length === 0 ? [] : [{ variable, references }];
  });
}

/** The variables that seem to be secrets, or to have one in them, which the vault has not. */
export function suspectedVariables(environment: Environment, watched: WatchedSecrets): readonly Suspected[] {
  return variablesOf(environment).flatMap(([variable, value]) => {
    if (OF_THE_HOST.test(variable)) return [];
    const whole: readonly Suspect[] = looksSecret(variable, value) ? [{ path: '', text: value }] : [];
    const suspects = whole.length > 0 ? whole : suspectsIn(value);
    return unknown(suspects, watched).map(({ path }) => ({ variable, at: path }));
  });
}

const unknown = (suspects: readonly Suspect[], watched: WatchedSecrets): readonly Suspect[] =>
  suspects.filter(({ text }) => referencesIn(text, watched).length === 0);

/** Bytes. What configures something is smaller. */
const LARGEST = 1024 * 1024;

/** Folders with what others have written. */
const OF_OTHERS: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** The places in text files below the paths where secrets seem to stand that the vault has not. What can't be read, the scan tells of. */
export async function suspectedInFiles(
  paths: readonly string[],
  cwd: string,
  watched: WatchedSecrets,
): Promise<readonly Suspected[]> {
  const suspected: Suspected[] = [];
  for await (const { file, why } of filesOf(paths, cwd)) {
    if (why !== undefined || file.split(sep).some((part) => OF_OTHERS.has(part))) continue;
    const text = await textIn(resolve(cwd, file));
    if (text === undefined) continue;
    suspected.push(...unknown(suspectsIn(text), watched).map(({ path }) => ({ file, at: path })));
  }
  return suspected;
}

/** `undefined` for what is no text, or too large to be a configuration. */
async function textIn(path: string): Promise<string | undefined> {
  try {
    if ((await stat(path)).size > LARGEST) return undefined;
    const text = utf8Text(await readFile(path));
    return text?.includes('\0') === true ? undefined : text;
  } catch {
    return undefined;
  }
}
