import { resolve } from 'node:path';
import {
  type Environment,
  InputError,
  type ReadTextFile,
  type SettingName,
  type SettingSources,
  fileMode,
  readTextFile,
} from '@senhasegura-action/core/internal';
import { checkoutOf, whyEmpty } from '@senhasegura-action/job';

/** The inputs of the component that are no settings of the core. */
export type OtherInput = 'references-file' | 'delete-project-variables' | 'mask-lines';

/** The variable in which the template hands an input over: never inline in a script, where its text would be code. */
export const inputVariable = (name: SettingName | OtherInput): string =>
  `SENHASEGURA_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;

/** The text of an input; `undefined` where the pipeline gives none. */
export function inputText(environment: Environment, name: SettingName | OtherInput): string | undefined {
  const text = environment[inputVariable(name)];
  return text === undefined || text === '' ? undefined : text;
}

/** GitLab has no page for a summary. */
const FIXED: Partial<Record<SettingName, string>> = { summary: 'false' };
/** Where nothing is masked, no value is too short for it. */
const UNMASKED: Partial<Record<SettingName, string>> = { ...FIXED, 'mask-min-length': '1' };

/** The inputs of the component as the core's settings. What is wrong with `secrets` is thrown when the first is asked for. */
export function jobSources(environment: Environment, secrets: SecretsInput, masked = false): SettingSources {
  const fixed = masked ? FIXED : UNMASKED;
  return {
    explicit(name) {
      if ('problem' in secrets) throw new InputError(secrets.problem);
      return name === 'secrets' ? secrets.ok : (fixed[name] ?? inputText(environment, name));
    },
    spelling: (name) => `input ${name}`,
    environment,
    readTextFile,
    fileMode,
    checkout: checkoutOf(environment),
    whyEmpty: (name) => whyEmpty(name, environment),
  };
}

/** The `secrets` that a pipeline selects, or what is wrong with how it says so. `ok` is `undefined` where it does not. */
export type SecretsInput = { readonly ok: string | undefined } | { readonly problem: string };

const MARK = 'json:';

/**
 * The references of the inputs `secrets` and `references-file`. GitLab puts a text of several lines into a template as it is,
 * which breaks the YAML around it; a list it puts there as JSON, on one line.
 */
export async function readSecretsInput(environment: Environment, readTextFile: ReadTextFile): Promise<SecretsInput> {
  const list = parseList(inputText(environment, 'secrets'));
  const file = inputText(environment, 'references-file');
  if ('problem' in list || file === undefined) return list;
  if (list.ok !== undefined) return { problem: 'inputs secrets and references-file: give one of them, not both' };
  try {
    return { ok: await readTextFile(resolve(environment.CI_PROJECT_DIR ?? '', file)) };
  } catch {
    return {
      problem: `input references-file: ${JSON.stringify(file)} can't be read. Give the path of a file of the repository.`,
    };
  }
}

function parseList(text: string | undefined): SecretsInput {
  if (!text?.startsWith(MARK)) return { ok: text };
  const lines = jsonOrNothing(text.slice(MARK.length));
  if (!Array.isArray(lines) || !lines.every((line) => typeof line === 'string')) {
    return { problem: 'input secrets: is no list of lines. Quote a line that YAML reads as something else.' };
  }
  return { ok: lines.length === 0 ? undefined : lines.join('\n') };
}

function jsonOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
