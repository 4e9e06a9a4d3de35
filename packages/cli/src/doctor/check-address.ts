import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { kindOfCode, TRANSPORT_ADVICE } from '@senhasegura-action/core/internal';
import { EXIT } from '../entry/exit-code.js';
import { fail, type Finding, ok } from './finding.js';
import { errorCode } from './error-code.js';

/** Whether a host's name is known. */
export async function checkAddress(hostname: string): Promise<Finding> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0) return ok('dns', `${bare} is an address`);
  try {
    const addresses = await lookup(bare, { all: true });
    return ok('dns', `${bare} is ${addresses.map(({ address }) => address).join(', ')}`);
  } catch (error) {
    const code = errorCode(error);
    return fail('dns', `${bare} is not known (${code})`, TRANSPORT_ADVICE[kindOfCode(code)], EXIT.unreachable);
  }
}
