import { parseLoggingCommand, unescape } from './logging-command.js';
import { TASK_COMMANDS } from './task-commands.js';

/**
 * Reads the output of a step line by line (`NodeHandler.OnDataReceived`, `WorkerCommandManager.TryProcessCommand`): commands
 * are carried out, the rest goes to the log.
 * @param {import('./task-commands.js').StepContext} context
 * @param {boolean} restricted
 * @returns {(line: string) => void}
 */
export function createCommandManager(context, restricted) {
  const { log, percents } = context;

  /** @param {import('./logging-command.js').LoggingCommand} command */
  const execute = ({ area, event, ...rest }) => {
    const known = TASK_COMMANDS.get(event.toLowerCase());
    if (known === undefined) {
      throw new Error(`##vso[${area}.${event}] is not a recognized command for ${area} command extension.`);
    }
    if (restricted && !known.restricted) {
      log.issue('warning', `##vso[${area}.${event}] is not allowed in this step due to policy restrictions.`);
      return;
    }
    known.execute(context, { area, event, ...rest });
  };

  return (line) => {
    const command = parseLoggingCommand(line, percents);
    if (command === undefined) {
      if (line.includes('##vso')) {
        log.issue('warning', `'${line}' contains logging command keyword '##vso', but it's not a legal command.`);
      }
      log.output(line);
      return;
    }
    if (command.area.toLowerCase() !== 'task') {
      log.issue('warning', `Cannot find command extension for ##vso[${command.area}.command].`);
      return;
    }
    try {
      execute(command);
    } catch (error) {
      // The agent prints the command as it came. That is how a secret leaks that was not masked before.
      log.issue('error', `Unable to process command '${line}' successfully.`);
      log.issue('error', error instanceof Error ? error.message : String(error));
      context.complete('Failed');
    }
    if (command.event.toLowerCase() !== 'debug') {
      log.debug(`Processed: ${unescape(line, percents)}`);
    }
  };
}
