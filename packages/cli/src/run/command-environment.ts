import { type Environment, isSecretSetting, SETTING_NAMES, settingVariable } from '@senhasegura-action/core/internal';
import { foldName } from '@senhasegura-action/job';

export interface EnvironmentParts {
  readonly own: Environment;
  readonly fromFiles: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
  /** Variables whose own value is a reference: the text of one is no value, should there be no secret for it. */
  readonly references: ReadonlySet<string>;
}

export interface EnvironmentRules {
  /** The variables with credentials of the vault stay. */
  readonly keepCredentials: boolean;
  /** Names that differ in case alone are one variable, and of two of them the system takes any. */
  readonly caseless: boolean;
}

/** The variables that hold credentials of the vault: no command that works with secrets needs them. */
const CREDENTIALS = SETTING_NAMES.filter(isSecretSetting).map(settingVariable);

/** All variables of the command: those of files beat its own, and secrets beat both. */
export function commandEnvironment(
  { own, fromFiles, secrets, references }: EnvironmentParts,
  { keepCredentials, caseless }: EnvironmentRules,
): Environment {
  const fold = (name: string): string => foldName(name, caseless);
  const left = new Set(keepCredentials ? [] : CREDENTIALS.map(fold));
  const unset = new Set([...references].map(fold));
  const kept = Object.entries(own).filter(([name]) => !left.has(fold(name)));
  const texts = [...kept, ...fromFiles].filter(([name]) => !unset.has(fold(name)));
  const last = new Map([...texts, ...secrets].map(([name, value]) => [fold(name), [name, value] as const]));
  return Object.fromEntries(last.values());
}

/** A variable of an environment that is no longer a process's own, e.g. Windows's `Path` when asked for `PATH`. */
export function variableIn(environment: Environment, name: string, caseless: boolean): string | undefined {
  const wanted = foldName(name, caseless);
  return Object.entries(environment).find(([each]) => foldName(each, caseless) === wanted)?.[1];
}
