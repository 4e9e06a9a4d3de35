import type { Environment } from '@senhasegura-action/core/internal';
import { inputText } from './task-environment.js';

/** What is done with a value that no pipeline variable can hold. */
export type UnfitChoice = 'file' | 'base64' | 'error';

export const MULTILINE_SECRETS = 'multilineSecrets';

const CHOICES: readonly UnfitChoice[] = ['file', 'base64', 'error'];

/**
 * The agent hands secret variables, outputs too, to every later task as `SECRET_NAME=value`, and Linux starts no process
 * with 128 KiB in one string, the post-job part of this task included. The rest is room for the name.
 */
const LONGEST = 128 * 1024 - 512;

/** Why a pipeline variable can't hold a text, as the end of "the value ..."; `undefined` where it can. */
export function refusal(text: string, environment: Environment): string | undefined {
  if (/[\r\n]/.test(text)) return 'has several lines, and the agent takes no secret variable of several lines';
  if (/\$\([^]*\)/.test(text)) return 'holds $(...), which the agent replaces in variables before each step';
  if (text.includes('\0')) return 'holds a zero byte, which no variable can hold';
  if (Buffer.byteLength(text) > LONGEST) return 'is so long that no later task could start';
  if (text.includes('%') && decodesNoPercents(environment)) {
    return 'holds %, which the agent spoils while the variable DECODE_PERCENTS is false';
  }
  return undefined;
}

/** The agent's knob `DecodePercents`, a variable of the job or of the agent: set to anything but true it is false. */
function decodesNoPercents(environment: Environment): boolean {
  return !/^(?:|1|\$?true)$/i.test(environment.DECODE_PERCENTS ?? '');
}

/** The input `multilineSecrets`, or what is wrong with it. */
export function readUnfitChoice(environment: Environment): { readonly ok: UnfitChoice } | { readonly problem: string } {
  const text = inputText(environment, MULTILINE_SECRETS) ?? 'file';
  const choice = CHOICES.find((candidate) => candidate === text);
  if (choice !== undefined) return { ok: choice };
  return {
    problem: `input ${MULTILINE_SECRETS}: is ${JSON.stringify(text)}, but only ${CHOICES.join(', ')} are possible`,
  };
}
