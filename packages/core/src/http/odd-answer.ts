import type { RefusedRedirect } from './redirect.js';
import type { AnswerLocation } from '../errors/senhasegura-error.js';
import { shownPath } from '../errors/shown-path.js';

const REFUSED: Readonly<Record<RefusedRedirect, string>> = {
  'other-origin':
    'It redirects to another address. Credentials are not sent there: set `url` to the final address of the vault, and check that no login page or portal stands in front of it.',
  method:
    'It redirects a request that changes something, which is not followed. Set `url` to the final address of the vault, with `https`, the right host name and path.',
  'no-address': 'It redirects without a usable address. Check `url`, and what stands in front of the vault.',
  'too-many': 'It redirects in a circle. Check `url`, and what stands in front of the vault.',
};

function line({ method, path, status }: AnswerLocation): string {
  return `${method} ${shownPath(path)} failed with status ${status}.`;
}

/** A redirect that is not followed. The address itself is the vault's text: it is not shown. */
export function redirectMessage(where: AnswerLocation, reason: RefusedRedirect): string {
  return `${line(where)} ${REFUSED[reason]}`;
}

export function notUtf8Message({ method, path, status }: AnswerLocation): string {
  return `${method} ${shownPath(path)} was answered with status ${status} and something that is not UTF-8 text, so not by a vault. Check \`url\`, and what stands in front of the vault.`;
}
