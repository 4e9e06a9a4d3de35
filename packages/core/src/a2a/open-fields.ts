import type { Decrypt } from '../decrypt/decrypted.js';
import { InputError } from '../errors/senhasegura-error.js';
import { chooseFields } from '../fetch/choose-fields.js';
import type { Field } from '../values/secret-value.js';
import { quoteText } from '../errors/message-text.js';

/** What is done with every field that the vault gives. */
export interface FieldEffects {
  /** Opens encrypted answers. */
  readonly decrypt: Decrypt;
  /** Takes every secret at first sight. */
  readonly onSecret: (value: string) => void;
}

/** Fields of one item, opened. */
export interface OpenedFields {
  readonly fields: readonly Field[];
  /** The value of the first field of one of these names. */
  readonly first: (...names: readonly string[]) => string | undefined;
  /**
   * The same, where there has to be one.
   * @throws {InputError} where there is none
   */
  readonly required: (...names: readonly string[]) => string;
}

/**
 * Opens the fields of an item and tells which are secret.
 * @param what names the item in messages
 * @param isSecret which of its fields are secret, by name
 * @throws {InputError} for values that can't be opened; none is quoted
 */
export function openFields(
  what: string,
  sealed: readonly Field[],
  isSecret: (name: string) => boolean,
  { decrypt, onSecret }: FieldEffects,
): OpenedFields {
  const problems: string[] = [];
  const fields: Field[] = [];
  for (const { name, value } of sealed) {
    const opened = decrypt(value);
    if (opened.kind === 'refused') problems.push(`${what}: field ${quoteText(name)}: ${opened.problem}`);
    else fields.push({ name, value: opened.text });
  }
  if (problems.length > 0) throw new InputError(problems);
  for (const { name, value } of fields) if (value !== '' && isSecret(name)) onSecret(value);
  const first = (...names: readonly string[]): string | undefined =>
    names.map((name) => fields.find((field) => field.name === name)?.value).find((value) => value !== undefined);
  return {
    fields,
    first,
    required: (...names) => {
      const value = first(...names);
      if (value === undefined) throw new InputError(`${what}: the vault gave it without ${names[0] ?? 'a value'}.`);
      return value;
    },
  };
}

/**
 * The one value that a name has among the fields.
 * @throws {InputError} where there is none, or two that differ; it says which names there are
 */
export function oneValue(what: string, fields: readonly Field[], name: string): string {
  const chosen = chooseFields(fields, { kind: 'one', name });
  if ('problem' in chosen) throw new InputError(`${what}: ${chosen.problem}`);
  const values = new Set(chosen.ok.map(({ value }) => value));
  const [value] = values;
  if (values.size !== 1 || value === undefined) {
    throw new InputError(
      `${what}: the field ${quoteText(name)} is there ${values.size} times with different values. Look through fields.`,
    );
  }
  return value;
}
