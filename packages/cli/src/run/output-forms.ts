import { type Fetched, InputError } from '@senhasegura-action/core/internal';
import { type CompiledForms, compileForms } from '../redact/compile-forms.js';

/**
 * What must not show in the output of a command: the given texts, and every value as a whole, its lines included.
 * @throws {InputError} more than can be looked for
 */
export function outputForms(
  texts: readonly string[],
  fetched: readonly Fetched[],
  unmasked: ReadonlySet<string>,
): CompiledForms {
  const values = fetched.filter(({ reference, selection }) => !selection.modifiers.nomask && !unmasked.has(reference));
  try {
    return compileForms([...texts, ...values.map(({ value }) => value)].map((form) => Buffer.from(form)));
  } catch (error) {
    if (error instanceof RangeError) throw new InputError(error.message);
    throw error;
  }
}
