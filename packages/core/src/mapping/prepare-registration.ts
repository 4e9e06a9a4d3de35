import { InputError } from '../errors/senhasegura-error.js';
import type { Environment } from '../settings/environment.js';
import { quoteText } from '../errors/quote-text.js';
import { whyNotCarried } from './carried-value.js';
import type { MappedVariable, Mapping } from './mapping.js';
import { parseMapping } from './parse-mapping.js';
import { isVariable } from './read-entry.js';
import { vendorBase64 } from './vendor-base64.js';

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
  /** With `sendEnvironment`: variables that nothing maps and no line can carry. They are not sent. */
  readonly leftOut: readonly string[];
}

/**
 * Checks a mapping against the environment. Nothing is sent.
 * @throws {InputError} every problem of the file; every mapped variable that is unset, empty or can't be carried, with its
 *   file, block and entry; a value is never quoted
 */
export async function prepareRegistration(input: MappingInput): Promise<Registration> {
  const mapping = await parseMapping(input.text, input.path);
  const mapped = lookUpAll(mapping, input.environment);
  const others = input.sendEnvironment === true ? unmapped(input.environment, mapped) : new Map<string, string>();
  const carried = new Map(
    [...others].filter(([name, value]) => isVariable(name) && whyNotCarried(value) === undefined),
  );
  const lines = [...mapped, ...carried].map(([name, value]) => `${name}=${value}`);
  return Object.freeze({
    form: Object.freeze({ env: vendorBase64(lines.join('\n')), map: vendorBase64(mapping.text) }),
    secrets: Array.from(mapped, ([name, value]) => ({ name, value })),
    leftOut: [...others.keys()].filter((name) => !carried.has(name)),
  });
}

function lookUpAll({ variables }: Mapping, environment: Environment): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const problems: string[] = [];
  for (const mapped of variables) {
    const value = valueIn(environment, mapped.variable);
    const problem = problemWith(mapped, value);
    if (problem === undefined) found.set(mapped.variable, value ?? '');
    else problems.push(problem);
  }
  if (problems.length > 0) throw new InputError(problems);
  return found;
}

/** A CI system hands a secret that it lacks over as an empty text: sent on, it would overwrite the vault's. */
function problemWith({ variable, place }: MappedVariable, value: string | undefined): string | undefined {
  if (value === undefined) {
    return `${place}: the variable ${quoteText(variable)} is not set. Set it for this step, or take it out of the file.`;
  }
  if (value === '') {
    return `${place}: the variable ${quoteText(variable)} is empty. Give it a value, or take it out of the file.`;
  }
  const why = whyNotCarried(value);
  return why === undefined ? undefined : `${place}: the value of the variable ${quoteText(variable)} ${why}.`;
}

/** The environment may be any object: `toString` is no variable of it. */
function valueIn(environment: Environment, name: string): string | undefined {
  return Object.hasOwn(environment, name) ? environment[name] : undefined;
}

function unmapped(environment: Environment, mapped: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const others = new Map<string, string>();
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !mapped.has(name)) others.set(name, value);
  }
  return others;
}
