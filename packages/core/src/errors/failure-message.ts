import { SenhaseguraError } from './senhasegura-error.js';
import { systemCode } from './system-error.js';

/**
 * What a user reads when a run fails. Errors that nobody foresaw say so, and show no text but that of the operating system: Node's
 * own quote what they were given, and that can be a secret in a spelling that no masker knows. None shows its cause.
 */
export function failureMessage(error: unknown): string {
  if (error instanceof SenhaseguraError) return error.message;
  const { name, message, syscall } = partsOf(error);
  if (typeof name !== 'string') return 'Something unforeseen happened.';
  const code = systemCode(error);
  const text = typeof syscall === 'string' && typeof message === 'string' ? `: ${message}` : '.';
  return `Something unforeseen happened (${code === undefined ? name : `${name} ${code}`})${text}`;
}

/** Not by `instanceof`: errors of Node can come from another realm. */
function partsOf(error: unknown): { readonly name?: unknown; readonly message?: unknown; readonly syscall?: unknown } {
  return typeof error === 'object' && error !== null ? error : {};
}
