import { APIError } from '../errors/senhasegura-error.js';

/** An answer that is JSON, says that all is well, and yet holds not what was asked for. */
export function unexpectedAnswer(method: string, path: string, missing: string): APIError {
  return new APIError(
    `${method} ${path} was answered without ${missing}. Check that \`url\` points at a senhasegura vault and that its version is one that the README names.`,
    { method, path, status: 200 },
  );
}
