import { printable } from '@senhasegura-action/job';

/**
 * Makes a message harmless for the agent's log: names that come from the vault must not form a command. The agent reads
 * `##vso[` anywhere in a line, and warns of every `##vso` (WorkerCommandManager); the page of a run reads `##[name]`.
 */
export const harmless = (message: string): string => printable(message).replaceAll(/##(?=vso|\[)/gi, '## ');
