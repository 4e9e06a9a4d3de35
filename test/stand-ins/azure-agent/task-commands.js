import { escape } from './logging-command.js';

/**
 * What commands of one step act on.
 * @typedef {object} StepContext
 * @property {string} refName The step's `name` in the pipeline.
 * @property {import('./variables.js').Variables} variables Of the job.
 * @property {import('./variables.js').Variables} taskVariables
 * @property {import('./masker.js').AgentMasker} masker
 * @property {import('../github-runner/step-log.js').StepLog} log
 * @property {boolean} percents
 * @property {(result: string) => void} complete
 *
 * @typedef {(context: StepContext, command: import('./logging-command.js').LoggingCommand) => void} Execute
 *
 * @typedef {object} TaskCommand
 * @property {boolean} restricted Whether a task with `restrictions.commands.mode: restricted` may use it.
 * @property {Execute} execute
 */

/** @param {import('./logging-command.js').LoggingCommand} command @param {string} name */
const flag = (command, name) => command.properties.get(name)?.trim().toLowerCase() === 'true';

/** @type {Execute} */
const setSecret = (context, { data }) => {
  context.masker.addValue(data);
};

/** A secret of several lines is refused before it is masked. @param {string} data @param {boolean} secret */
function refuseLines(data, secret) {
  if (secret && data.includes('\n')) {
    throw new Error('Secrets cannot contain multiple lines');
  }
}

/** `TaskSetVariableCommand`, with `agent.readOnlyVariables` on. @type {Execute} */
const setVariable = (context, command) => {
  const { data, properties } = command;
  const name = properties.get('variable') ?? '';
  const secret = flag(command, 'issecret');
  const output = flag(command, 'isoutput');
  if (name === '') {
    throw new Error("Required field 'variable' is missing in ##vso[task.setvariable] command.");
  }
  if (context.variables.get(name)?.readOnly === true) {
    throw new Error(`Overwriting readonly variable '${name}' is not permitted.`);
  }
  refuseLines(data, secret);
  if (secret) {
    context.masker.addValue(escape(data, context.percents));
  }
  // ExecutionContext.SetVariable: an output is a read-only variable of the job, called after its step.
  const fullName = output ? `${context.refName}.${name}` : name;
  context.variables.set({ name: fullName, value: data, secret, readOnly: output || flag(command, 'isreadonly') });
};

/** @type {Execute} */
const setTaskVariable = (context, command) => {
  const name = command.properties.get('variable') ?? '';
  const secret = flag(command, 'issecret');
  if (name === '') {
    throw new Error("Required field 'variable' is missing in ##vso[task.settaskvariable] command.");
  }
  refuseLines(command.data, secret);
  context.taskVariables.set({ name, value: command.data, secret });
};

/** @type {Execute} */
const issue = (context, { properties, data }) => {
  const type = properties.get('type')?.toLowerCase();
  if (type !== 'error' && type !== 'warning') {
    throw new Error(`issue type ${String(type)} is not an expected issue type.`);
  }
  context.log.issue(type, data);
};

/** @type {Execute} */
const complete = (context, { properties }) => {
  const result = properties.get('result') ?? '';
  if (!['Succeeded', 'SucceededWithIssues', 'Failed', 'Canceled', 'Skipped'].includes(result)) {
    throw new Error("Command doesn't have valid result value.");
  }
  context.complete(result);
};

const nothing = () => undefined;

/**
 * The commands of the area `task` (`TaskCommandExtension`), with what `CommandRestriction` says of each.
 * @type {ReadonlyMap<string, TaskCommand>}
 */
export const TASK_COMMANDS = new Map([
  ['logdetail', { restricted: true, execute: nothing }],
  ['logissue', { restricted: true, execute: issue }],
  ['issue', { restricted: true, execute: issue }],
  ['complete', { restricted: true, execute: complete }],
  ['setprogress', { restricted: true, execute: nothing }],
  ['setsecret', { restricted: true, execute: setSecret }],
  ['setvariable', { restricted: true, execute: setVariable }],
  ['settaskvariable', { restricted: true, execute: setTaskVariable }],
  [
    'debug',
    {
      restricted: true,
      execute: (context, { data }) => {
        context.log.debug(data);
      },
    },
  ],
  ['prependpath', { restricted: true, execute: nothing }],
  ['addattachment', { restricted: false, execute: nothing }],
  ['uploadsummary', { restricted: false, execute: nothing }],
  ['uploadfile', { restricted: false, execute: nothing }],
  ['setendpoint', { restricted: false, execute: nothing }],
]);
