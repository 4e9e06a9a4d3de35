import { pumpOutput, requireTaken } from '../run-command/outputs.js';
import { createRedactor } from '../redact/redactor.js';
import type { RunsCommand } from '../settings/command-context.js';
import { EXIT } from '../terminal/exit-code.js';
import { InterruptedError } from '../terminal/interrupts.js';
import { watchedSecrets } from '../vault-run/watched-secrets.js';

/** How long the rest of the input is waited for after a signal, which in a pipeline the command before this one has too. */
const AFTER_SIGNAL = 5_000;

/**
 * `some-command 2>&1 | senhasegura redact --secret REF...`: standard input comes out as standard output, with `***` in the place of
 * every secret. Nothing comes out before the secrets are known.
 */
export const redact: RunsCommand = async (context) => {
  const { terminal, interrupts, log } = context;
  const watched = await watchedSecrets(context, 'nothing is redacted');
  if (watched === 'dry-run') return EXIT.done;
  const heldBack = (): void => {
    log.info('The end of what has come in is held back, because a secret begins so.');
  };
  const pump = pumpOutput(terminal.stdin, createRedactor(watched.forms), terminal.stdout, heldBack);
  try {
    requireTaken([await interrupts.during(pump.done)]);
    return EXIT.done;
  } catch (error) {
    if (!(error instanceof InterruptedError)) throw error;
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise((resolve) => (timer = setTimeout(resolve, AFTER_SIGNAL)));
    await Promise.race([pump.done, patience, interrupts.next()]);
    clearTimeout(timer);
    pump.cut();
    await pump.done;
    throw error;
  }
};
