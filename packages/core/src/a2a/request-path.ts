import { InputError } from '../errors/senhasegura-error.js';
import { requestTarget } from '../http/request-url.js';
import { shownPath } from '../errors/shown-path.js';

/**
 * A path that a program wrote, if it is sent just as it is: it must not leave the vault's address (`//host`, `..`), and a
 * signature covers each of its characters.
 * @throws {InputError} with what to do
 */
export function requestPath(path: unknown, base: URL): string {
  if (typeof path === 'string' && isSentAsWritten(path, base)) return path;
  throw new InputError(
    `The path ${shownPath(String(path))} can't be asked for. Begin it with one slash below the vault's address, write ids with encodeURIComponent, leave out "." and ".." and give the query as params.`,
  );
}

function isSentAsWritten(path: string, base: URL): boolean {
  if (!/^\/(?!\/)[^?#]*$/.test(path)) return false;
  const target = requestTarget(base, path);
  if (!URL.canParse(target, base.origin)) return false;
  return new URL(target, base.origin).href === `${base.origin}${target}`;
}
