import {
  APIError,
  failureMessage,
  type Settings,
  TransportError,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { exitCodeOf } from '../entry/exit-code.js';
import { fail, type Finding, ok } from './finding.js';

/** Proves the credentials, in whichever way the method has. */
export async function checkAuthentication(
  { authentication: { method } }: Settings,
  opened: VaultSession['opened'],
): Promise<Finding> {
  try {
    await opened.authenticate();
    if (method === 'oauth2') return ok('authentication', 'the vault gives a token for the client id');
  } catch (error) {
    // The vault knew who asked, and said no to what was asked.
    if (!(error instanceof APIError) || error.status >= 500) {
      const advice = error instanceof TransportError ? 'Try again.' : 'Check the credentials in the console.';
      return fail('authentication', failureMessage(error), advice, exitCodeOf(error));
    }
  }
  return ok('authentication', `the vault accepts the credentials (${method})`);
}
