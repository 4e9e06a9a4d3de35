import type { Environment } from '@senhasegura-action/core/internal';
import {
  type HostOutput,
  type Platform,
  caselessNames,
  fromStateParts,
  originOnAzure,
  spawnCommand,
  toStateParts,
} from '@senhasegura-action/job';
import {
  type VariableToSet,
  debug,
  escaped,
  failed,
  harmless,
  issue,
  setSecret,
  setTaskVariable,
  setVariable,
} from './agent-command.js';
import { required, taskVariable } from './task-environment.js';
import { type UnfitChoice, crowding, refusal } from './variable-rules.js';

/**
 * Azure Pipelines, as the core sees it.
 * @param output leads to the agent: of what is lost on the way the post-job part will know nothing, so main gives back what it took
 */
export function createAzurePlatform(
  environment: Environment,
  unfitChoice: UnfitChoice,
  { print, check }: Pick<HostOutput, 'print' | 'check'>,
  system: NodeJS.Platform,
): Platform {
  const set = (values: ReadonlyMap<string, string>, plain: ReadonlySet<string>, output: boolean): void => {
    const variables = [...values].map(([name, value]) => ({ name, value, secret: !plain.has(name) }));
    print(variables.map((variable) => maskCommands(variable) + setVariable(variable, output)).join(''));
  };
  return {
    name: 'Azure Pipelines',
    host: 'azure',
    origin: originOnAzure(environment),
    tempDir: required(environment, 'AGENT_TEMPDIRECTORY'),
    system,
    caseless: { ...caselessNames(system), variables: true, outputs: true },
    variables: { refusal: (text) => refusal(text, environment, system), instead: unfitChoice },
    crowding: (variables, outputs) => crowding(variables, outputs, environment, system),
    mask: (lines) => {
      print(lines.map(setSecret).join(''));
    },
    exportVariables: (variables, plain = new Set()) => {
      if ([...variables.values()].some((value) => value !== '')) check();
      set(variables, plain, false);
    },
    setOutputs: (outputs, plain = new Set()) => {
      check();
      set(outputs, plain, true);
    },
    run: spawnCommand(environment),
    state: {
      save: (text) => {
        print(saveState(text));
      },
      load: () => loadState(environment),
    },
    log: {
      debug: (message) => {
        print(debug(harmless(message)));
      },
      info: (message) => {
        print(`${harmless(message)}\n`);
      },
      notice: (message) => {
        print(`${harmless(message)}\n`);
      },
      warning: (message) => {
        print(issue('warning', harmless(message)));
      },
    },
    summary: (markdown) => {
      print(summaryLines(markdown));
      return Promise.resolve();
    },
    fail: (message) => {
      print(issue('error', harmless(message)) + failed());
    },
  };
}

/**
 * The agent prints a `setvariable` that it refuses, one for a read-only name for instance, and has not masked its value by
 * then (agent, `TaskSetVariableCommand`).
 */
function maskCommands({ value, secret }: VariableToSet): string {
  if (!secret || value === '') return '';
  return [...new Set([value, escaped(value)])].map(setSecret).join('');
}

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

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };

/**
 * The summary as a group of lines in the log: a task whose commands are restricted can't upload one. Markup that only a
 * Markdown page needs is taken away.
 */
export function summaryLines(markdown: string): string {
  const lines = markdown
    .split('\n')
    .filter((line) => line !== '' && !/^\|[ |-]+\|$/.test(line))
    .map((line) => harmless(plain(line)));
  const [title = '', ...rest] = lines;
  return ['##[group]' + title.replace(/^#+ /, ''), ...rest, '##[endgroup]', ''].join('\n');
}

const plain = (line: string): string =>
  line
    .replaceAll(/<\/?code>/g, '')
    .replaceAll(/&(?:#(\d{1,3})|(lt|gt|amp));/g, (_, number: string | undefined, name: string) =>
      number === undefined ? (ENTITIES[name] ?? '') : String.fromCharCode(Number(number)),
    );
