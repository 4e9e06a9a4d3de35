import { type Environment, isSecretSetting, SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';

/** The variables that hold credentials of the vault: no command that works with secrets needs them. */
const CREDENTIALS: ReadonlySet<string> = new Set(SETTING_NAMES.filter(isSecretSetting).map(settingVariable));

export interface EnvironmentParts {
  readonly own: Environment;
  readonly fromFiles: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
  /** Variables whose own value is a reference: the text of one is no value, should there be no secret for it. */
  readonly references: ReadonlySet<string>;
}

/** All variables of the command: those of files beat its own, and secrets beat both. */
export function commandEnvironment(
  { own, fromFiles, secrets, references }: EnvironmentParts,
  keepCredentials: boolean,
): Environment {
  const kept = Object.entries(own).filter(([name]) => keepCredentials || !CREDENTIALS.has(name));
  const texts = [...kept, ...fromFiles].filter(([name]) => !references.has(name));
  return Object.fromEntries([...texts, ...secrets]);
}
