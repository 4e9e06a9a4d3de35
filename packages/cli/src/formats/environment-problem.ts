import { fitsEnvironment } from '@senhasegura-action/job';
import type { Variable } from './variable.js';

/** Why no process can have this variable in its environment, or `undefined`. */
export function environmentProblem({ name, value }: Variable): string | undefined {
  if (!value.isWellFormed()) {
    return 'the value holds half of a surrogate pair, which no UTF-8 text can hold. Store it as base64 in the vault.';
  }
  if (value.includes('\0')) {
    return 'the value holds a zero byte, which no environment variable can hold. Use "> file:PATH".';
  }
  if (!fitsEnvironment(name, value)) {
    return 'with 128 KiB or more in one variable no later command could start. Use "> file:PATH".';
  }
  return undefined;
}
