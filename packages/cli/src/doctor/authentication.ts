import {
  createHttpClient,
  failureMessage,
  type HttpEffects,
  type Settings,
  TransportError,
  type VaultSession,
} from '@senhasegura-action/core/internal';
import { EXIT, exitCodeOf } from '../terminal/exit-code.js';
import { fail, type Finding, ok, skip, warn } from './finding.js';

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
    return findingOf(Math.round((effects.now() - theirs) / 1000), method === 'oauth1' || method === 'aws');
  } catch (error) {
    return fail('http', failureMessage(error), 'Check that the address is that of a vault.', exitCodeOf(error));
  } finally {
    await http.close();
  }
}

/** @param ahead seconds that this machine's clock is ahead of the vault's; the header has whole seconds */
function findingOf(ahead: number, signs: boolean): Finding {
  const seconds = Math.abs(ahead);
  const what =
    seconds <= 1
      ? 'this machine and the vault agree on the time'
      : `the clock of this machine is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} that of the vault`;
  if (signs && seconds > MOST_FOR_SIGNATURES)
    return fail('clock', what, `Signatures are refused. ${ADVICE}`, EXIT.authentication);
  return seconds > WORTH_A_WARNING ? warn('clock', what, ADVICE) : ok('clock', what);
}

/**
 * Proves the credentials, in whichever way the method has: by a token that came or, where there is none to ask for, by an authorized
 * request that the vault itself answered. Anything else proves nothing, and is skipped with what came instead.
 */
export async function checkAuthentication(
  { authentication: { method } }: Settings,
  opened: VaultSession['opened'],
): Promise<Finding> {
  try {
    const proof = await opened.authenticate();
    switch (proof.kind) {
      case 'token':
        return ok('authentication', 'the vault gives a token for the client id');
      case 'answer':
        return ok('authentication', accepted(method));
      case 'none':
        return skip(
          'authentication',
          `no answer of a vault to an authorized request (${method}): ${proof.instead.message}`,
        );
    }
  } catch (error) {
    const advice = error instanceof TransportError ? 'Try again.' : 'Check the credentials in the console.';
    return fail('authentication', failureMessage(error), advice, exitCodeOf(error));
  }
}

/** Where nothing was proved at first, a module that could be read proves it. */
export function provedBy(
  rights: readonly Finding[],
  authentication: Finding,
  { authentication: { method } }: Settings,
): Finding {
  const isRead = rights.some(({ status }) => status === 'ok');
  return authentication.status === 'skip' && isRead ? ok('authentication', accepted(method)) : authentication;
}

const accepted = (method: string): string => `the vault answers an authorized request (${method})`;
