import { failureMessage, CleanupError } from '../errors/senhasegura-error.js';
import type { Log } from '../errors/log.js';
import type { CustodyKeeper, Held } from './custody-keeper.js';
import type { Credential } from './opened-items.js';

/** How to read one credential, whatever it is called. */
export interface CredentialReader {
  /** The id behind an id, an identifier or `username@hostname`. */
  readonly idOf: (reference: string | number) => Promise<string>;
  /** Takes custody. @param taking told right before it is asked for */
  readonly read: (id: string, taking?: () => void) => Promise<Credential>;
}

export type WithCredential = <T>(
  reference: string | number,
  use: (credential: Credential) => T | Promise<T>,
) => Promise<T>;

/** Reads a credential, lets it be used, and ends custody whatever happened. */
export function createWithCredential(
  { idOf, read }: CredentialReader,
  keeper: CustodyKeeper,
  log: Pick<Log, 'warning'>,
): WithCredential {
  return async (reference, use) => {
    const id = await idOf(reference);
    return settle(id, await keeper.hold(id, (taking) => read(id, taking), use), log);
  };
}

/** The error of `use` wins over one of the release, which goes with it as `releaseError`. */
function settle<T>(id: string, { outcome, releaseFailure }: Held<T>, log: Pick<Log, 'warning'>): T {
  if (releaseFailure !== undefined) {
    const failure = notReleased(id, releaseFailure.error);
    log.warning(failure.message);
    if ('ok' in outcome) throw failure;
    attach(outcome.error, failure);
  }
  if ('error' in outcome) throw outcome.error;
  return outcome.ok;
}

function notReleased(id: string, cause: unknown): CleanupError {
  return new CleanupError(
    `Custody of credential ${id} could not be released, so others may be kept from it: ${failureMessage(cause)} Release it with \`releaseCustody\` or in the console.`,
    { cause },
  );
}

/** Only an object can carry another; one that is frozen can't. */
function attach(error: unknown, releaseError: CleanupError): void {
  if (error instanceof Error && Object.isExtensible(error)) {
    Object.defineProperty(error, 'releaseError', { value: releaseError, configurable: true });
  }
}
