import { APIError } from '../../errors/senhasegura-error.js';
import type { HttpEffects } from '../../http/http-types.js';
import type { RetryBudget } from '../../http/retry-budget.js';

/** "No access to the credential": the vault's answer also while another user has it in custody (contract section 4). */
const NO_ACCESS = 1009;

/** Milliseconds before the first and between later tries. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 10_000;

/** How long, and how, a run waits for what another user holds. */
export interface Patience {
  /** Shared with all other repeating of the run (`max-wait`). */
  readonly budget: RetryBudget;
  readonly effects: Pick<HttpEffects, 'sleep' | 'log'>;
}

/**
 * Reads a credential, and waits while another user has it in custody.
 * @param isListed whether the authorization may read the credential at all: then it is custody that is in the way
 * @throws {APIError} when the budget is spent, with what to do; whatever `read` throws for other reasons
 */
export async function awaitingCustody<T>(
  id: string,
  read: () => Promise<T>,
  isListed: () => Promise<boolean>,
  { budget, effects }: Patience,
): Promise<T> {
  let refusal: APIError;
  try {
    return await read();
  } catch (error) {
    if (!isNoAccess(error) || !(await isListed())) throw error;
    refusal = error;
  }
  budget.begin();
  try {
    for (let pause = FIRST_PAUSE; budget.left() > 0; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      const wait = Math.min(pause, budget.left());
      effects.log.info(
        `Credential ${id} is in the custody of another user; trying again in ${(wait / 1000).toFixed(1)} s.`,
      );
      await effects.sleep(wait);
      try {
        return await read();
      } catch (error) {
        if (!isNoAccess(error)) throw error;
        refusal = error;
      }
    }
  } finally {
    budget.end();
  }
  throw stillHeld(id, refusal);
}

function isNoAccess(error: unknown): error is APIError {
  return error instanceof APIError && error.vaultCode === NO_ACCESS;
}

function stillHeld(id: string, refusal: APIError): APIError {
  const { method, path, status, vaultCode } = refusal;
  return new APIError(
    `${method} ${path} failed: status ${status}, vault code ${NO_ACCESS}. Credential ${id} is on the list of this authorization, but another user has it in custody, and max-wait is spent. Look in the console who holds it and have it released, or raise max-wait.`,
    { method, path, status, vaultCode },
    { cause: refusal },
  );
}
