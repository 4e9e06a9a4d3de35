import { SenhaseguraError } from './errors/senhasegura-error.js';

/** What a user reads when a run fails. Errors that nobody foresaw say so; none shows its cause. */
export function failureMessage(error: unknown): string {
  if (error instanceof SenhaseguraError) return error.message;
  if (error instanceof Error) return `Something unforeseen happened (${error.name}): ${error.message}`;
  return 'Something unforeseen happened.';
}
