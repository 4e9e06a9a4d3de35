import type { Decrypt } from '../decrypt/decrypted.js';
import type { Log } from '../errors/log.js';
import { InputError, MissingSecretError } from '../errors/senhasegura-error.js';
import { quoteText } from '../errors/message-text.js';
import { type Modifiers, placeOf, type Selection } from '../references/selection.js';
import type { Reading } from '../values/reading.js';
import type { Field, ListedSource, SecretValue, Source } from '../values/secret-value.js';
import { allSettled } from '../vault/concurrency.js';
import type { IdentifiedItem, ReadItem } from '../vault/item.js';
import { applyModifiers } from './apply-modifiers.js';
import { chooseFields } from './choose-fields.js';
import { type ExpiryWatch, expiryWarning } from './expiry.js';

/** One value that a selection brought, modifiers applied. */
export interface Fetched {
  readonly selection: Selection;
  /** Where the value comes from, as a reference: `dsm:database-prod#password`. */
  readonly reference: string;
  /** The item's id as it was written; of `dsm:*` and `jit:*` the identity of the secret. */
  readonly id: string;
  /** The field's name, as the vault spells it. */
  readonly field: string;
  readonly value: SecretValue;
  /** What opens an SSH key that goes to an agent. */
  readonly passphrase?: string;
  /** Of a DSM secret or an account, where the vault tells them, in its own words. */
  readonly version?: string;
  readonly expirationDate?: string;
}

type EverySecret = () => Promise<readonly IdentifiedItem[]>;

/** Everything that references can point at. */
export interface Sources {
  readonly items: Readonly<Record<Source, ReadItem>>;
  /** `dsm:*` and `jit:*` */
  readonly every: Readonly<Record<ListedSource, EverySecret>>;
}

export interface FetchEffects {
  readonly log: Pick<Log, 'notice' | 'warning'>;
  /** Opens encrypted answers. */
  readonly decrypt: Decrypt;
  /** Warns of secrets that expire; nothing is said without it. */
  readonly expiry?: ExpiryWatch;
}

/** What one selection came to. */
export interface Outcome {
  readonly values: readonly Fetched[];
  /** Secrets and fields that are not there, a sentence each. */
  readonly missing: readonly string[];
  /** Values that their modifiers can't read, a sentence each. */
  readonly unreadable: readonly string[];
  /** DSM secrets that were used, with the dates on which they expire. */
  readonly used?: readonly (readonly [identity: string, expirationDate: string | undefined])[];
}

/**
 * Brings the values of all selections, in their order.
 * @throws {MissingSecretError} when anything is missing that is not optional; {InputError} for values that their modifiers
 *   can't read. Either tells of both.
 */
export async function fetchSelections(
  selections: readonly Selection[],
  sources: Sources,
  effects: FetchEffects,
): Promise<readonly Fetched[]> {
  const { log } = effects;
  const outcomes = await allSettled(
    selections.map(async (selection) => {
      const { target } = selection;
      const read = sources.items[target.source];
      const everySecret = sources.every[target.source === 'jit' ? 'jit' : 'dsm'];
      const outcome = await fetchSelection(selection, { read, everySecret }, effects);
      return { selection, ...outcome };
    }),
  );
  const problems: string[] = [];
  let absent = false;
  for (const { selection, missing, unreadable } of outcomes) {
    absent ||= missing.length > 0 && !selection.modifiers.optional;
    if (!selection.modifiers.optional) problems.push(...missing);
    else for (const sentence of missing) log.notice(`${sentence} It is optional, so the run goes on.`);
    problems.push(...unreadable);
  }
  if (absent) throw new MissingSecretError(problems);
  if (problems.length > 0) throw new InputError(problems);
  const { expiry } = effects;
  if (expiry !== undefined) {
    const warnings = outcomes.flatMap(({ used = [] }) =>
      used.flatMap(([id, date]) => expiryWarning(id, date, expiry) ?? []),
    );
    for (const warning of new Set(warnings)) log.warning(warning);
  }
  return outcomes.flatMap(({ values }) => values);
}

const NOTHING: Readonly<Record<ListedSource, string>> = {
  dsm: 'the authorization can read no secret at all.',
  jit: 'the vault made no account: the authorization has no ephemeral secret.',
};

/** Brings the values of one selection; what is missing or can't be read is told, and not thrown. */
export async function fetchSelection(
  selection: Selection,
  { read, everySecret }: { readonly read: ReadItem; readonly everySecret: EverySecret },
  { log, decrypt }: FetchEffects,
): Promise<Outcome> {
  const where = placeOf(selection);
  const { target } = selection;
  if (target.kind === 'every-secret') {
    const items = await everySecret();
    if (items.length === 0 && !selection.modifiers.optional) {
      log.warning(`${where}: ${NOTHING[target.source]} Add secrets to it in the console.`);
    }
    const outcomes = items.map((item) => valuesOf(selection, where, { source: target.source, ...item }, decrypt));
    return {
      values: outcomes.flatMap(({ values }) => values),
      missing: [],
      unreadable: outcomes.flatMap(({ unreadable }) => unreadable),
      used: outcomes.flatMap(({ used = [] }) => used),
    };
  }
  const { source, id, field } = target;
  const reading = await read(id, field.kind === 'one' ? field.name : undefined);
  if (reading.kind === 'missing') return { values: [], missing: [`${where}: ${reading.why}`], unreadable: [] };
  if (reading.kind === 'refused') return { values: [], missing: [], unreadable: [`${where}: ${reading.why}`] };
  if (reading.notice !== undefined) log.notice(`${where}: ${reading.notice}`);
  return valuesOf(selection, where, { source, ...reading, id }, decrypt);
}

function valuesOf(
  selection: Selection,
  where: string,
  { source, id, fields, version, expirationDate }: IdentifiedItem & { readonly source: Source },
  decrypt: Decrypt,
): Outcome {
  const choice = selection.target.kind === 'item' ? selection.target.field : ({ kind: 'every' } as const);
  const chosen = chooseFields(fields, choice);
  if ('problem' in chosen) return { values: [], missing: [`${where}: ${chosen.problem}`], unreadable: [] };
  const values: Fetched[] = [];
  const unreadable: string[] = [];
  const passphrase = selection.sink.kind === 'ssh-agent' ? passphraseIn(fields, decrypt) : undefined;
  for (const field of chosen.ok) {
    const value = readValue(source, field, selection.modifiers, decrypt);
    if ('ok' in value) {
      values.push({
        selection,
        reference: `${source}:${id}#${field.name}`,
        id,
        field: field.name,
        value: value.ok,
        ...(passphrase === undefined ? {} : { passphrase }),
        ...(version === undefined ? {} : { version }),
        ...(expirationDate === undefined ? {} : { expirationDate }),
      });
    } else unreadable.push(`${where}: field ${quoteText(field.name)}: ${value.problem}`);
  }
  return { values, missing: [], unreadable, used: source === 'dsm' ? [[id, expirationDate]] : [] };
}

/**
 * Decryption first, modifiers after it. What a certificate is downloaded as is never in the vault's own encryption, and a pfx is
 * bytes, which its answer has as base64 whether or not the reference asks to decode it.
 */
function readValue(
  source: Source,
  { name, value: text }: Field,
  modifiers: Modifiers,
  decrypt: Decrypt,
): Reading<SecretValue> {
  if (source === 'cert') return applyModifiers(text, { ...modifiers, base64: modifiers.base64 || name === 'pfx' });
  const decrypted = decrypt(text);
  return decrypted.kind === 'refused' ? { problem: decrypted.problem } : applyModifiers(decrypted.text, modifiers);
}

/** `password` in the vendor's documentation, `passphrase` in the seed's (contract section 4). */
function passphraseIn(fields: readonly Field[], decrypt: Decrypt): string | undefined {
  const field = fields.find(({ name, value }) => (name === 'password' || name === 'passphrase') && value !== '');
  if (field === undefined) return undefined;
  const decrypted = decrypt(field.value);
  return decrypted.kind === 'refused' ? undefined : decrypted.text;
}
