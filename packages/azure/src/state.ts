import type { Environment } from '@senhasegura-action/core/internal';
import { fromStateParts, toStateParts } from '@senhasegura-action/job';
import { setTaskVariable } from './agent-command.js';
import { taskVariable } from './task-environment.js';

/**
 * Commands that keep a text for the post-job part. In base64, which the agent hands on as it is, whatever it is told about
 * percent signs.
 */
export function saveState(text: string): string {
  const parts = toStateParts(Buffer.from(text, 'utf8').toString('base64'));
  return [...parts].map(([name, value]) => setTaskVariable(name, value)).join('');
}

/** The text that was saved last; `undefined` where none was, as when the main part was skipped. */
export function loadState(environment: Environment): string | undefined {
  const encoded = fromStateParts((name) => taskVariable(environment, name) ?? '');
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}
