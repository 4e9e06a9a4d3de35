import type { Environment } from '@senhasegura-action/core/internal';
import { type Platform, spawnCommand } from '@senhasegura-action/job';
import { type VariableToSet, debug, escaped, failed, issue, setSecret, setVariable } from './agent-command.js';
import { crowding } from './crowding.js';
import { harmless } from './harmless.js';
import { loadState, saveState } from './state.js';
import { summaryLines } from './summary-lines.js';
import { required } from './task-environment.js';
import { type UnfitChoice, refusal } from './variable-rules.js';

/** Azure Pipelines, as the core sees it. `print` takes raw text for the agent. */
export function createAzurePlatform(
  environment: Environment,
  unfitChoice: UnfitChoice,
  print: (text: string) => void,
): Platform {
  const set = (values: ReadonlyMap<string, string>, plain: ReadonlySet<string>, output: boolean): void => {
    const variables = [...values].map(([name, value]) => ({ name, value, secret: !plain.has(name) }));
    print(variables.map((variable) => maskCommands(variable) + setVariable(variable, output)).join(''));
  };
  return {
    name: 'Azure Pipelines',
    tempDir: required(environment, 'AGENT_TEMPDIRECTORY'),
    variables: { caseless: true, refusal: (text) => refusal(text, environment), instead: unfitChoice },
    crowding: (variables, outputs) => crowding(variables, outputs, environment),
    mask: (lines) => {
      print(lines.map(setSecret).join(''));
    },
    exportVariables: (variables, plain = new Set()) => {
      set(variables, plain, false);
    },
    setOutputs: (outputs, plain = new Set()) => {
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
