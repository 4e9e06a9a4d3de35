import { InputError } from '../errors/senhasegura-error.js';
import type { Environment } from '../settings/setting-texts.js';
import type { Vault } from '../vault/vault.js';
import { quoteText } from '../errors/message-text.js';
import { type MappedVariable, type Mapping, parseMapping } from './parse-mapping.js';
import { isVariable } from './read-entry.js';

export interface MappingInput {
  /** The mapping file's text. */
  readonly text: string;
  /** Its path, for messages. */
  readonly path: string;
  /** Where the mapped variables are looked up. */
  readonly environment: Environment;
  /** `true` sends every variable, as the vendor's CLI does; by default only the mapped ones. */
  readonly sendEnvironment?: boolean | undefined;
}

/** What `POST /iso/cicd/variables` gets, checked. */
export interface Registration {
  readonly form: { readonly env: string; readonly map: string };
  /** The mapped variables, each once. */
  readonly secrets: readonly { readonly name: string; readonly value: string }[];
  /** Mapped variables that are not there, or whose entry lacks another one. They are not sent. */
  readonly skipped: readonly string[];
  /** With `sendEnvironment`: variables that nothing maps and no line can carry. They are not sent. */
  readonly leftOut: readonly string[];
}

/**
 * Checks a mapping against the environment. Nothing is sent.
 * What is unset, or empty as a CI system passes a secret that it lacks, is skipped with its entry: a belt runs on after its
 * variables have left the CI system, and what the vault has stays (contract section 3).
 * @throws {InputError} every problem of the file; every value that can't be carried, with its file, block and entry; a value
 *   is never quoted
 */
export async function prepareRegistration(input: MappingInput): Promise<Registration> {
  const mapping = await parseMapping(input.text, input.path);
  const { found: mapped, skipped } = lookUpAll(mapping, input.environment);
  const others = input.sendEnvironment === true ? unmapped(input.environment, mapping) : new Map<string, string>();
  const carried = new Map(
    [...others].filter(([name, value]) => isVariable(name) && whyNotCarried(value) === undefined),
  );
  const lines = [...mapped, ...carried].map(([name, value]) => `${name}=${value}`);
  return Object.freeze({
    form: Object.freeze({ env: vendorBase64(lines.join('\n')), map: vendorBase64(mapping.text) }),
    skipped,
    secrets: Array.from(mapped, ([name, value]) => ({ name, value })),
    leftOut: [...others.keys()].filter((name) => !carried.has(name)),
  });
}

/** What the environment has of a mapping. An entry that lacks a field is left out as a whole: half of a pair is no credential. */
interface LookedUp {
  readonly found: ReadonlyMap<string, string>;
  /** Mapped variables that are not sent, each once. */
  readonly skipped: readonly string[];
}

function lookUpAll({ variables }: Mapping, environment: Environment): LookedUp {
  const has = ({ variable }: MappedVariable): boolean => (valueIn(environment, variable) ?? '') !== '';
  const incomplete = new Set(variables.filter((mapped) => !has(mapped)).map(({ place }) => place));
  const found = new Map<string, string>();
  const problems: string[] = [];
  for (const { variable, place } of variables) {
    if (incomplete.has(place)) continue;
    const value = valueIn(environment, variable) ?? '';
    const why = whyNotCarried(value);
    if (why === undefined) found.set(variable, value);
    else problems.push(`${place}: the value of the variable ${quoteText(variable)} ${why}.`);
  }
  if (problems.length > 0) throw new InputError(problems);
  const names = new Set(variables.map(({ variable }) => variable));
  return { found, skipped: [...names].filter((name) => !found.has(name)) };
}

/** The environment may be any object: `toString` is no variable of it. */
function valueIn(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

function unmapped(environment: Environment, { variables }: Mapping): ReadonlyMap<string, string> {
  const mapped = new Set(variables.map(({ variable }) => variable));
  const others = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !mapped.has(name)) others.set(name, value);
  }
  return others;
}

/**
 * Why a value can't be carried by a line `NAME=value`, as the end of a sentence; `undefined` where it can. What comes after
 * a line end would be a variable of its own in the vault.
 */
function whyNotCarried(value: string): string | undefined {
  if (/[\n\r]/.test(value)) {
    return 'has a line end, and the vault takes variables as lines: what follows would become another variable. Register its base64 instead and bring it back with the modifier `base64`, or write the secret with `POST /iso/sctm/secret`';
  }
  if (value.includes('\0')) return 'has a NUL character. Register its base64 instead';
  if (!value.isWellFormed()) return 'is no valid Unicode text. Register its base64 instead';
  return undefined;
}

/**
 * Base64 of a text's UTF-8 bytes in the spelling of `POST /iso/cicd/variables`: `-` for `+`, `_` for `/`, `,` for `=`
 * (contract section 3).
 */
export function vendorBase64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ',');
}

/** What was registered. No value is in it. */
export interface Registered {
  /** The mapped variables. */
  readonly names: readonly string[];
  /** With `sendEnvironment`: variables that nothing maps and no line can carry. They were not sent. */
  readonly leftOut: readonly string[];
}

/**
 * Registers the variables of a mapping file as secrets: `POST /iso/cicd/variables` (contract section 3).
 * @throws {InputError} as `prepareRegistration`, before anything is sent; {AuthenticationError}, {APIError},
 *   {TransportError} of the vault
 */
export async function registerMapping(
  input: MappingInput & {
    readonly vault: Vault;
    /** Takes each mapped value before it is sent, so that no log shows it. */
    readonly onSecret: (value: string) => void;
  },
): Promise<Registered> {
  const registration = await prepareRegistration(input);
  for (const { value } of registration.secrets) input.onSecret(value);
  return sendRegistration(input.vault, registration);
}

/**
 * Sends what was prepared; where nothing mapped is there, nothing. Safe to repeat: the variables' names decide which secrets get the values, so that the second time
 * leaves in the vault what the first left there. The vendor's CLI sends the same at every run of every job.
 */
export async function sendRegistration(vault: Vault, registration: Registration): Promise<Registered> {
  const { form, secrets, leftOut } = registration;
  if (secrets.length === 0) return { names: [], leftOut };
  await vault.call({ method: 'POST', path: '/iso/cicd/variables', form, repeat: 'safe' });
  return { names: secrets.map(({ name }) => name), leftOut };
}
