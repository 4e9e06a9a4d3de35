import {
  givenTexts,
  isSecretSetting,
  secretsInSettings,
  SETTING_NAMES,
  type SettingName,
  type Settings,
  type SettingSources,
} from '@senhasegura-action/core/internal';
import { foldName } from '../names/variable-name.js';
import type { Publication } from './publication.js';

/** Variables of the job by their names, with what they hold; `undefined` where the job does not have one yet. */
export type NeededAgain = ReadonlyMap<string, string | undefined>;

/** Settings besides the secret ones that say who we are, and to whom. */
const ACCESS: ReadonlySet<SettingName> = new Set([
  'url',
  'client-id',
  'consumer-key',
  'token-key',
  'ca-certificate',
  'client-certificate',
]);

/** Read from the environment, under just these names. */
const OF_AWS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

/**
 * The variables that the clean-up of this run needs as they are: CI systems make its inputs anew from the variables that the
 * job has by then, and so one that holds a credential, or the address of the vault, is likely where it came from.
 */
export function neededAgain(settings: Settings, sources: SettingSources): NeededAgain {
  const texts = new Set([
    ...secretsInSettings(settings).map(({ value }) => value),
    ...SETTING_NAMES.filter((name) => isSecretSetting(name) || ACCESS.has(name)).flatMap((name) =>
      givenTexts(sources, name),
    ),
  ]);
  const { environment } = sources;
  const holders = Object.entries(environment).filter(([, value]) => value !== undefined && texts.has(value));
  const ofAws = settings.authentication.method === 'aws' ? OF_AWS : [];
  return new Map([...ofAws.map((name) => [name, environment[name]] as const), ...holders]);
}

export interface Needed {
  readonly variables: NeededAgain;
  /** Names that differ in case alone are one name. */
  readonly caseless: boolean;
}

/** Why a variable must stay as it is, as the end of "can't become the variable NAME: ..."; `undefined` where it need not. */
export function replacesNeeded({ destination, fetched }: Publication, needed: Needed): string | undefined {
  if (destination.kind !== 'variable' && destination.kind !== 'private-file') return undefined;
  const value = destination.kind === 'variable' ? fetched.value : undefined;
  const { variables, caseless } = needed;
  const own = foldName(destination.name, caseless);
  const replaced = [...variables].some(
    ([name, held]) => foldName(name, caseless) === own && (held === undefined || held !== value),
  );
  return replaced
    ? 'the job\'s variable of that name holds what this run needs again to take everything back. Give it another name with "> NAME".'
    : undefined;
}
