import { isSecretSetting } from '@senhasegura-action/core/internal';
import type { Invocation } from '../command-line/parse-command-line.js';

/** Longer texts are PEM and not the path of one. */
const LONGEST_PATH = 256;
const CAN_BE_A_PATH: ReadonlySet<string> = new Set(['client-key', 'decryption-key']);

/** Options with which the user wrote a secret onto the command line, where every user of the machine can read it. */
export function exposedSecrets({ settings }: Invocation): readonly string[] {
  return [...settings].flatMap(([name, text]) => {
    const isPath = CAN_BE_A_PATH.has(name) && text.length <= LONGEST_PATH && !text.includes('-----BEGIN');
    return isSecretSetting(name) && !isPath ? [`--${name}`] : [];
  });
}
