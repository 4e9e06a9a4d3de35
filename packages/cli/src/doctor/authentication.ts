import {
  APIError,
  createHttpClient,
  failureMessage,
  type HttpEffects,
  type Settings,
  TransportError,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { fail, type Finding, ok, warn } from './finding.js';

/** Seconds that clocks may be apart: what OAuth 1.0 and AWS signatures commonly allow. */
const MOST_FOR_SIGNATURES = 300;
const WORTH_A_WARNING = 60;

const ADVICE = 'Set the clock of this machine by NTP, or that of the vault.';

/** Compares this machine's clock with the Date header (RFC 9110, 6.6.1) of any answer. */
export async function checkClock(
  { connection, authentication: { method } }: Settings,
  effects: HttpEffects,
): Promise<Finding> {
  const http = createHttpClient(connection, { ...effects, log: { ...effects.log, warning: () => undefined } });
  try {
    const { headers } = await http.send({ method: 'GET', path: '/iso/dapp/application', headers: {}, repeat: 'safe' });
    const { date } = headers;
    const theirs = typeof date === 'string' ? Date.parse(date) : Number.NaN;
    if (Number.isNaN(theirs))
      return warn('clock', 'the vault does not say what time it is', 'Compare the clocks by hand.');
    return findingOf(Math.round(Math.abs(effects.now() - theirs) / 1000), method === 'oauth1' || method === 'aws');
  } catch (error) {
    return fail('http', failureMessage(error), 'Check that the address is that of a vault.', exitCodeOf(error));
  } finally {
    await http.close();
  }
}

function findingOf(seconds: number, signs: boolean): Finding {
  const what = `the clocks are ${seconds} s apart`;
  if (signs && seconds > MOST_FOR_SIGNATURES)
    return fail('clock', what, `Signatures are refused. ${ADVICE}`, EXIT.authentication);
  return seconds > WORTH_A_WARNING ? warn('clock', what, ADVICE) : ok('clock', what);
}

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
