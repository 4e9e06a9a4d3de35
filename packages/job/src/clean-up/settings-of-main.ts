import { lstat } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type Environment,
  failureMessage,
  InputError,
  readSettings,
  type SettingName,
  type Settings,
  type SettingSources,
  settingVariable,
} from '@senhasegura-action/core/internal';
import { distrustOfFolder } from '../files/folders.js';
import { readPrivateText } from '../files/private-text.js';
import { isSealedWith } from '../ledger/ledger-text.js';
import type { KeptFile, Ledger, Terms } from '../ledger/ledger.js';
import { authoritiesOf, digest, ledgerKey, trustOf } from './terms.js';

/** With which settings the clean-up may ask the vault, and for what. */
export type SettingsOfMain =
  /** Just as main had them. */
  | { readonly kind: 'as-main'; readonly settings: Settings }
  /** The clean-up's own, which lead to the same vault: good enough to release custodies, and for nothing else. `why` is a sentence. */
  | { readonly kind: 'only-release'; readonly settings: Settings; readonly why: string }
  /** Nothing may be sent. `why` is a sentence. */
  | { readonly kind: 'none'; readonly why: string };

/** The setting that a clean-up never needs, and which may be wrong by now. */
const ANY_SECRETS = 'dsm:*';

const CHANGED = 'The file that the main part kept for its clean-up is not as it was';
const FOREIGN =
  'The list of what has to be taken back was not written by the main part of this run, or its credentials have been replaced since.';

/**
 * The settings as main decided them (design section 3, last paragraph): from the ledger and the copy of the private folder, and
 * from the step's own inputs only the secrets that are in neither. Settings of later steps have no effect.
 * @param text the ledger as it was saved
 */
export async function settingsOfMain(text: string, ledger: Ledger, sources: SettingSources): Promise<SettingsOfMain> {
  const { terms } = ledger;
  try {
    if (terms === undefined) return await settingsOfOlderMain(text, sources);
    const copy = await readCopy(terms.copy);
    const found: SettingsOfMain =
      copy === undefined
        ? await ownSettings(terms, sources)
        : { kind: 'as-main', settings: await readSettings(keptSources(terms, copy, sources)) };
    if (found.kind === 'none') return found;
    if (!isSealedWith(text, ledgerKey(found.settings))) return { kind: 'none', why: FOREIGN };
    return (await trustOf(sources)) === terms.trust ? found : { ...found, settings: trustingOnly(found.settings) };
  } catch (error) {
    return { kind: 'none', why: failureMessage(error) };
  }
}

/** Whether a failed clean-up fails the job: as main decided; where no ledger tells, as the step says itself. */
export function isStrict(ledger: Ledger | undefined, sources: SettingSources): boolean {
  const kept = ledger?.terms?.texts['strict-cleanup'];
  if (kept !== undefined) return kept.toLowerCase() === 'true';
  try {
    const name = 'strict-cleanup';
    const own = sources.explicit(name) ?? '';
    return (own === '' ? (sources.environment[settingVariable(name)] ?? '') : own).toLowerCase() === 'true';
  } catch {
    // The inputs are wrong, so main has failed, and said why.
    return false;
  }
}

interface Copy {
  readonly texts: Readonly<Partial<Record<SettingName, string>>>;
  readonly proxy?: string;
}

/** `undefined` where it is not as it was; empty where main needed none. */
async function readCopy(kept: KeptFile | undefined): Promise<Copy | undefined> {
  if (kept === undefined) return { texts: {} };
  const folder = await lstat(dirname(kept.path)).catch(() => undefined);
  if (folder === undefined || distrustOfFolder(folder) !== undefined) return undefined;
  const found = readPrivateText(kept.path);
  // What has the digest is what main wrote.
  return found.kind === 'text' && digest(found.text) === kept.digest ? (JSON.parse(found.text) as Copy) : undefined;
}

function keptSources(terms: Terms, copy: Copy, sources: SettingSources): SettingSources {
  const own = (name: SettingName): string => {
    const written = sources.explicit(name) ?? '';
    return written === '' ? (sources.environment[settingVariable(name)] ?? '') : written;
  };
  return {
    ...sources,
    explicit: (name) => {
      if (name === 'secrets') return ANY_SECRETS;
      return copy.texts[name] ?? terms.texts[name] ?? (terms.secrets.includes(name) ? own(name) : '');
    },
    environment: { ...credentialsOfAws(sources.environment), ...proxyOf(terms, copy.proxy) },
    // Whatever the inputs are called by now, no file of a later step is read.
    readTextFile: (path) => Promise.reject(new InputError(`${path} is not read again.`)),
  };
}

/** The settings that say where the vault is, and that have to lead to the one that main knew. */
const OWN: ReadonlySet<SettingName> = new Set(['url', 'ca-certificate', 'client-certificate', 'config-file']);

async function ownSettings(terms: Terms, sources: SettingSources): Promise<SettingsOfMain> {
  const isOwn = (name: SettingName): boolean => OWN.has(name) || terms.secrets.includes(name);
  const ownVariables = Object.entries(sources.environment).filter(
    ([variable]) =>
      variable === 'NODE_EXTRA_CA_CERTS' ||
      [...OWN, ...terms.secrets].some((name) => settingVariable(name) === variable),
  );
  const settings = await readSettings({
    ...sources,
    explicit: (name) => {
      if (name === 'secrets') return ANY_SECRETS;
      return isOwn(name) ? sources.explicit(name) : (terms.texts[name] ?? '');
    },
    environment: {
      ...Object.fromEntries(ownVariables),
      ...credentialsOfAws(sources.environment),
      ...proxyOf(terms, undefined),
    },
  });
  const authorities = await authoritiesOf(settings, sources);
  const isSameVault =
    settings.connection.url.href === urlOf(terms) &&
    (authorities === undefined ? undefined : digest(authorities)) === terms.authorities;
  return isSameVault
    ? { kind: 'only-release', settings, why: `${CHANGED}.` }
    : { kind: 'none', why: `${CHANGED}, and the step's own inputs lead to another vault or trust another authority.` };
}

/** As `parseVaultUrl` has it. */
function urlOf({ texts: { url = '' } }: Terms): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const parsed = new URL(url);
  parsed.pathname = parsed.pathname.replace(/\/+$/, '');
  return parsed.href;
}

/**
 * A main part of an older version wrote nothing down of its settings. What a step may have set since does not count: where the
 * vault is, and whom to trust, only the inputs say.
 */
async function settingsOfOlderMain(text: string, sources: SettingSources): Promise<SettingsOfMain> {
  if (!text.startsWith('{"version":1,')) return { kind: 'none', why: FOREIGN };
  const ours = [
    'client-id',
    'client-secret',
    'access-token',
    'consumer-key',
    'consumer-secret',
    'token-key',
    'token-secret',
  ];
  const variables = [...ours, 'aws-unique-key'].map((name) => settingVariable(name as SettingName));
  const settings = await readSettings({
    ...sources,
    explicit: (name) => (name === 'secrets' ? ANY_SECRETS : sources.explicit(name)),
    environment: {
      ...Object.fromEntries(variables.map((variable) => [variable, sources.environment[variable]])),
      ...credentialsOfAws(sources.environment),
    },
  });
  return { kind: 'only-release', settings, why: 'The main part was of an older version.' };
}

function credentialsOfAws(environment: Environment): Environment {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];
  return Object.fromEntries(names.map((name) => [name, environment[name]]));
}

function proxyOf({ proxy, noProxy }: Terms, withPassword: string | undefined): Environment {
  return { HTTPS_PROXY: withPassword ?? proxy, NO_PROXY: noProxy };
}

/** Node itself trusts others than it did in main: then only the authorities that come with it, and those that main named, count. */
function trustingOnly(settings: Settings): Settings {
  const { connection } = settings;
  return { ...settings, connection: { ...connection, tls: { ...connection.tls, roots: 'bundled' } } };
}
