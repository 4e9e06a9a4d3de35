import type { Environment, SettingName } from '@senhasegura-action/core/internal';

/** The inputs of the component that are no settings of the core. */
export type OtherInput = 'secrets-file' | 'delete-project-variables';

/** The variable in which the template hands an input over: never inline in a script, where its text would be code. */
export const inputVariable = (name: SettingName | OtherInput): string =>
  `SENHASEGURA_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;

/** The text of an input; `undefined` where the pipeline gives none. */
export function inputText(environment: Environment, name: SettingName | OtherInput): string | undefined {
  const text = environment[inputVariable(name)];
  return text === undefined || text === '' ? undefined : text;
}
