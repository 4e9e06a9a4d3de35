import { trim, trimmedLines } from './dotnet-text.js';

/**
 * @typedef {import('./workflow-command.js').WorkflowCommand} WorkflowCommand
 * @typedef {import('./step-log.js').IssueType} IssueType
 *
 * What commands act upon: the step's own state and the job's masker.
 * @typedef {object} CommandContext
 * @property {import('./step-log.js').StepLog} log
 * @property {import('./secret-masker.js').SecretMasker} masker
 * @property {string[]} masks Every text that `add-mask` registered, in order.
 * @property {Map<string, string>} outputs
 * @property {import('./case-insensitive-map.js').CaseInsensitiveMap} state
 * @property {string[]} deprecated Names of deprecated commands that were used.
 * @property {() => void} markFailed Sets the step's `CommandResult` to failed.
 *
 * @typedef {object} Extension
 * @property {boolean} omitEcho
 * @property {(command: WorkflowCommand, echoing: boolean) => void} run Throws when the command is refused.
 */

const BLOG = 'https://github.blog/changelog';

/**
 * The `IActionCommandExtension`s of the runner, by name. `echo` belongs to the manager.
 * @param {CommandContext} context
 * @returns {Map<string, Extension>}
 */
export function createCommandExtensions({ log, masker, masks, outputs, state, deprecated }) {
  /** @param {(data: string) => void} run @returns {Extension} */
  const quiet = (run) => ({ omitEcho: true, run: ({ data }) => run(data) });
  /** @param {(data: string) => void} run @returns {Extension} */
  const echoed = (run) => ({ omitEcho: false, run: ({ data }) => run(data) });
  /** @param {IssueType} type */
  const issue = (type) => quiet((data) => log.issue(type, data));

  /** `SetOutputCommandExtension`, `SaveStateCommandExtension`: they still work, with a warning.
   * @param {(name: string, value: string) => void} store @returns {Extension} */
  const deprecatedStore = (store) => ({
    omitEcho: false,
    run: (command) => {
      deprecated.push(command.name);
      log.issue(
        'warning',
        `The \`${command.name}\` command is deprecated and will be disabled soon. Please upgrade to using Environment Files. For more information see: ${BLOG}/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/`,
      );
      const name = command.properties.get('name');
      if (name === undefined) {
        throw new Error(`Required field 'name' is missing in ##[${command.name}] command.`);
      }
      store(name, command.data);
    },
  });

  /** `SetEnvCommandExtension`, `AddPathCommandExtension`: off since CVE-2020-15228.
   * @type {Extension} */
  const disabled = {
    omitEcho: false,
    run: ({ name }) => {
      deprecated.push(name);
      throw new Error(
        `The \`${name}\` command is disabled. Please upgrade to using Environment Files or opt into unsecure command execution by setting the \`ACTIONS_ALLOW_UNSECURE_COMMANDS\` environment variable to \`true\`. For more information see: ${BLOG}/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/`,
      );
    },
  };

  /** `AddMaskCommandExtension`: the whole value and each trimmed line, however short.
   * @type {Extension} */
  const addMask = {
    omitEcho: true,
    run: ({ data }, echoing) => {
      if (trim(data) === '') {
        log.issue('warning', "Can't add secret mask for empty string in ##[add-mask] command.");
        return;
      }
      if (echoing) {
        log.output('::add-mask::***');
      }
      masks.push(data);
      [data, ...trimmedLines(data)].forEach(masker.addValue);
    },
  };

  return new Map([
    ['add-mask', addMask],
    ['set-env', disabled],
    ['add-path', disabled],
    ['set-output', deprecatedStore((name, value) => outputs.set(name, value))],
    ['save-state', deprecatedStore(state.set)],
    ['debug', quiet(log.debug)],
    ['error', issue('error')],
    ['warning', issue('warning')],
    ['notice', issue('notice')],
    ['group', echoed((data) => log.output(`##[group]${data}`))],
    ['endgroup', echoed(() => log.output('##[endgroup]'))],
    // Problem matchers have no part in a secret's way: recognised, so that they are not shown, and left at that.
    ['add-matcher', echoed(() => undefined)],
    ['remove-matcher', echoed(() => undefined)],
  ]);
}
