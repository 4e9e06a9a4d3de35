import * as v from 'valibot';
import { parseDocument } from 'yaml';
import type { AuthorizationData } from './authorization-schema.js';
import { type VaultData, vaultSchema } from './schema.js';

/** The data cannot be used; `problems` holds a line for each thing that is wrong. */
export class VaultDataError extends Error {
  override readonly name = 'VaultDataError';
  readonly problems: readonly string[];

  constructor(source: string, problems: readonly string[]) {
    super(`${source}: ${problems.length} problem(s)\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Checks vault data and fills in the defaults. @throws VaultDataError with all problems together. */
export function checkVaultData(data: unknown, source = 'vault data'): VaultData {
  const result = v.safeParse(vaultSchema, data);
  if (!result.success) throw new VaultDataError(source, result.issues.map(problemOf));
  const repeated = duplicates(result.output);
  if (repeated.length > 0) throw new VaultDataError(source, repeated);
  return result.output;
}

/** Reads vault data from YAML 1.2 text; JSON is YAML. @throws VaultDataError with all problems together. */
export function parseVaultData(text: string, source: string): VaultData {
  const document = parseDocument(text, { prettyErrors: false });
  if (document.errors.length > 0) {
    throw new VaultDataError(
      source,
      document.errors.map((error) => `line ${lineAt(text, error.pos[0])}: ${error.code}`),
    );
  }
  return checkVaultData(document.toJS(), source);
}

/** Valibot's own sentences quote what they received; for a secret's value that is too much. */
function problemOf(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? '(top)';
  if (!issue.message.startsWith('Invalid')) return `${path}: ${issue.message}`;
  if (issue.expected === 'never') return `${path}: is no field of this format`;
  if (issue.received === 'undefined') return `${path}: is missing`;
  return `${path}: expected ${issue.expected ?? 'another value'}`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** A line for every name or id that stands for two things. */
function duplicates(data: VaultData): string[] {
  return [
    ...repeated(
      'authorizations name',
      data.authorizations.map(({ name }) => name),
    ),
    ...repeated('authorizations key', data.authorizations.map(publicKeyOf)),
    // One identity can stand for the secrets of several environments.
    ...repeated(
      'secrets identity',
      data.secrets.map(({ identity, ...owner }) =>
        [identity, owner.application, owner.system, owner.environment]
          .filter((part) => part !== undefined)
          .join(' of '),
      ),
    ),
    ...repeated(
      'secrets id',
      data.secrets.flatMap(({ id }) => id ?? []),
    ),
    ...repeated(
      'credentials and sshKeys id',
      [...data.credentials, ...data.sshKeys].map(({ id }) => id),
    ),
    ...repeated(
      'information id',
      data.information.map(({ id }) => id),
    ),
    ...repeated(
      'devices id',
      data.devices.map(({ id }) => id),
    ),
    ...repeated(
      'certificates id',
      data.certificates.map(({ id }) => id),
    ),
    ...Object.entries(data.mysafe).flatMap(([kind, items]) =>
      repeated(
        `mysafe.${kind} identifier`,
        items.map(({ identifier }) => identifier),
      ),
    ),
  ];
}

/** The public half of an authorization's credentials, by which a request names it. */
export function publicKeyOf({ auth }: Pick<AuthorizationData, 'auth'>): string {
  switch (auth.method) {
    case 'oauth2':
      return auth.clientId;
    case 'oauth1':
      return auth.consumerKey;
    case 'aws':
      return auth.uniqueKey;
  }
}

function repeated(what: string, names: readonly string[]): string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) (seen.has(name) ? twice : seen).add(name);
  return [...twice].map((name) => `${what}: ${JSON.stringify(name)} is used twice`);
}
