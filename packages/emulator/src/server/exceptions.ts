import type { Failure } from './reply.js';

/** The vendor's sentences by exception code (wire contract §1; wording from the vendor's API pages, v3.33 and v4). */
const sentences = {
  1004: 'Hostname is missing',
  1007: 'Credential not found',
  1008: 'Credential inactive',
  1011: 'Device not found',
  1013: 'Public key is missing',
  1014: 'Private key is missing',
  1015: 'SSH key not found',
  1016: 'The item is not a ssh key',
  1018: 'The credential is not in the user custody',
  1023: 'Information not found',
  1024: 'Information inactive',
  1026: 'Information content is missing',
  1042: 'Invalid username',
  1045: 'Ssh key is already activated',
} as const;

export type SentenceCode = keyof typeof sentences;

/** A failure with one of the codes that always have the same sentence. */
export function exception(code: SentenceCode): Failure {
  return exceptionSaying(code, sentences[code]);
}

/** A failure whose sentence depends on what was asked for: 1001, 1005, 1006, 1009, 1017. */
export function exceptionSaying(code: number, sentence: string): Failure {
  return { kind: 'failure', status: 400, message: `${code}: ${sentence}`, errorCode: 1, exception: code };
}

/** 1001: a parameter that the call needs is absent or empty. */
export function missingParameter(name: string): Failure {
  return exceptionSaying(1001, `The parameter ${name} is missing`);
}
