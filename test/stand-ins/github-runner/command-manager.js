import { createCommandExtensions } from './command-extensions.js';
import { trim } from './dotnet-text.js';
import { parseWorkflowCommand } from './workflow-command.js';

/** @typedef {import('./command-extensions.js').Extension} Extension */

const STOP_COMMANDS = 'stop-commands';

/**
 * The runner's `ActionCommandManager`. One serves both streams of one step.
 * @param {import('./command-extensions.js').CommandContext} context
 * @returns {{ onLine: (line: string) => void }}
 */
export function createCommandManager(context) {
  const { log, masker } = context;
  const extensions = createCommandExtensions(context);
  let echoing = false;
  /** @type {string | undefined} */
  let stopToken;

  extensions.set('echo', {
    omitEcho: false,
    run: ({ data }) => {
      echoing = readSwitch(data);
    },
  });
  extensions.set(STOP_COMMANDS, {
    omitEcho: false,
    run: ({ data }) => {
      if (data === '' || extensions.has(data.toLowerCase()) || data.toLowerCase() === 'pause-logging') {
        throw new Error(
          "You cannot use a endToken that is an empty string, the string 'pause-logging', or another workflow command.",
        );
      }
      stopToken = data.toLowerCase();
      if (data.length > 6) {
        masker.addValue(data);
      }
    },
  });

  /** @param {string} line @param {import('./workflow-command.js').WorkflowCommand} command */
  const run = (line, command) => {
    const extension = extensions.get(command.name.toLowerCase());
    if (extension === undefined) {
      return;
    }
    try {
      extension.run(command, echoing);
      // `stop-commands` shows itself whether or not commands are echoed; its token has become a mask by then.
      if (command.name.toLowerCase() === STOP_COMMANDS || (echoing && !extension.omitEcho)) {
        log.output(line);
      }
    } catch (error) {
      log.issue('error', `Unable to process command '${extension.omitEcho ? command.name : line}' successfully.`);
      log.issue('error', error instanceof Error ? error.message : String(error));
      context.markFailed();
    }
  };

  /** `OutputManager.OnDataReceived`: what is no command is shown. @param {string} line */
  const onLine = (line) => {
    const command = parseWorkflowCommand(
      line,
      (name) => extensions.has(name.toLowerCase()) || name.toLowerCase() === stopToken,
    );
    if (command === undefined) {
      log.output(withoutRunnerMarkers(line));
    } else if (stopToken === undefined) {
      run(line, command);
    } else {
      // Until the token comes, commands are ordinary output; the token itself is shown too.
      stopToken = command.name.toLowerCase() === stopToken ? undefined : stopToken;
      log.output(withoutRunnerMarkers(line));
    }
  };
  return { onLine };
}

/** @param {string} line */
const withoutRunnerMarkers = (line) =>
  line.replaceAll('##[start-action', '##[\\start-action').replaceAll('##[end-action', '##[\\end-action');

/** `EchoCommandExtension`. @param {string} data */
function readSwitch(data) {
  switch (trim(data).toUpperCase()) {
    case 'ON':
      return true;
    case 'OFF':
      return false;
    default:
      throw new Error(`Invalid echo command value. Possible values can be: 'on', 'off'. Current value is: '${data}'.`);
  }
}
