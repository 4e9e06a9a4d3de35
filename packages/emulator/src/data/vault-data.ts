import * as v from 'valibot';
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, parseDocument } from 'yaml';
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

/** The line of what a path of keys leads to; undefined where the data are no text. */
type LineOf = (path: readonly unknown[]) => number | undefined;

/** Checks vault data and fills in the defaults. @throws VaultDataError with all problems together. */
export function checkVaultData(data: unknown, source = 'vault data', lineOf: LineOf = () => undefined): VaultData {
  const result = v.safeParse(vaultSchema, data);
  const problems = result.success ? duplicates(result.output) : result.issues.map(problemOf);
  if (!result.success || problems.length > 0) throw new VaultDataError(source, problems.map(told));
  return result.output;

  function told({ path, text }: Problem): string {
    const line = lineOf(path);
    return line === undefined ? text : `line ${line}: ${text}`;
  }
}

/** Reads vault data from YAML 1.2 text; JSON is YAML. @throws VaultDataError with all problems together, each with its line. */
export function parseVaultData(text: string, source: string): VaultData {
  const document = parseDocument(text, { prettyErrors: false });
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length;
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => `line ${lineAt(error.pos[0])}: ${error.code}`);
    throw new VaultDataError(source, problems);
  }
  return checkVaultData(document.toJS(), source, (path) => lineAt(offsetOf(document, path)));
}

/** Where a path of keys leads in a document, or as far as it leads: the key of a pair, the item of a list. */
function offsetOf(document: Document.Parsed, path: readonly unknown[]): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const place = pair === undefined ? (isSeq(node) ? node.items[Number(step)] : undefined) : pair.key;
    if (!isNode(place)) return offset;
    offset = place.range?.[0] ?? offset;
    node = pair === undefined ? place : pair.value;
  }
  return offset;
}

interface Problem {
  readonly path: readonly unknown[];
  readonly text: string;
}

/** Valibot's own sentences quote what they received; for a secret's value that is too much. */
function problemOf(issue: v.BaseIssue<unknown>): Problem {
  const path = issue.path?.map(({ key }) => key) ?? [];
  const where = v.getDotPath(issue) ?? '(top)';
  if (!issue.message.startsWith('Invalid')) return { path, text: `${where}: ${issue.message}` };
  if (issue.expected === 'never') return { path, text: `${where}: is no field of this format` };
  if (issue.received === 'undefined') return { path, text: `${where}: is missing` };
  return { path, text: `${where}: expected ${issue.expected ?? 'another value'}` };
}

/** A problem for every name or id that stands for two things; its place is the second of them. */
function duplicates(data: VaultData): Problem[] {
  const identities = data.secrets.map(({ identity, application, system, environment }) =>
    // One identity can stand for the secrets of several environments.
    [identity, application, system, environment].filter((part) => part !== undefined).join(' of '),
  );
  const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
  return [
    ...repeated(
      'authorizations name',
      ['authorizations'],
      data.authorizations.map(({ name }) => name),
    ),
    ...repeated('authorizations key', ['authorizations'], data.authorizations.map(publicKeyOf)),
    ...repeated('secrets identity', ['secrets'], identities),
    ...repeated(
      'secrets id',
      ['secrets'],
      data.secrets.map(({ id }) => id),
    ),
    ...repeated('credentials and sshKeys id', ['credentials'], [...ids(data.credentials), ...ids(data.sshKeys)]),
    ...repeated('information id', ['information'], ids(data.information)),
    ...repeated('devices id', ['devices'], ids(data.devices)),
    ...repeated('certificates id', ['certificates'], ids(data.certificates)),
    ...Object.entries(data.mysafe).flatMap(([kind, items]) =>
      repeated(
        `mysafe.${kind} identifier`,
        ['mysafe', kind],
        items.map(({ identifier }) => identifier),
      ),
    ),
  ];
}

function repeated(what: string, list: readonly string[], names: readonly (string | undefined)[]): Problem[] {
  return [...new Set(names)].flatMap((name) => {
    const second = name === undefined ? -1 : names.indexOf(name, names.indexOf(name) + 1);
    return second < 0 ? [] : [{ path: [...list, second], text: `${what}: ${JSON.stringify(name)} is used twice` }];
  });
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
