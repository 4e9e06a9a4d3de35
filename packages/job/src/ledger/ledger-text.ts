import { createHmac, timingSafeEqual } from 'node:crypto';
import { isAbsolute } from 'node:path';
import {
  type ApplicationContext,
  CleanupError,
  isCredentialId,
  type OneTimeCredential,
  type ProvisionedAccount,
  SETTING_NAMES,
  type SettingName,
} from '@senhasegura-action/core/internal';
import type { AccountsOfPod } from '../accounts/run-accounts.js';
import { EMPTY_LEDGER, enter, type KeptFile, type Ledger, LEDGER_LISTS, type SshAgent, type Terms } from './ledger.js';

/** The version of the text form. Version 1 had no terms, no seal, and did not know what was answered. */
const VERSION = 2;
const OLDEST = 1;

/** What main and the clean-up of one run both know, and nobody else: the credentials. */
export type LedgerKey = string;

/** Why each part of a ledger can be believed to be one: main checked them in the same way before it entered them. */
const ENTRY: Readonly<Record<(typeof LEDGER_LISTS)[number], (entry: string) => boolean>> = {
  custodies: isCredentialId,
  answered: isCredentialId,
  repeated: isCredentialId,
  sshKeys: isCredentialId,
  agentKeys: (entry) => /^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}$/.test(entry),
  files: isPath,
  folders: isPath,
  names: (entry) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(entry),
};

function isPath(text: string): boolean {
  return isAbsolute(text) && !text.includes('\0');
}

/** A ledger as one line of JSON in ASCII, so that it can be cut anywhere; with a key, its seal comes last. */
export function formatLedger(ledger: Ledger, key?: LedgerKey): string {
  const json = JSON.stringify({ version: VERSION, ...ledger });
  const ascii = json.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return key === undefined ? ascii : `${ascii.slice(0, -1)},"seal":"${sealOf(ascii, key)}"}`;
}

/** Whether the text was written by somebody who knows the key. */
export function isSealedWith(text: string, key: LedgerKey): boolean {
  const seal = /,"seal":"([0-9a-f]{64})"\}$/.exec(text);
  if (seal?.[1] === undefined) return false;
  const expected = sealOf(`${text.slice(0, seal.index)}}`, key);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(seal[1]));
}

function sealOf(text: string, key: LedgerKey): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/**
 * Reads what `formatLedger` wrote, by this release or an older one.
 * @throws {CleanupError} when the text is anything else: what can't be trusted is not acted upon
 */
export function parseLedger(text: string): Ledger {
  const content = parseObject(text);
  const { version, asked, oneTime, accounts, authorization, agent, terms } = content;
  if (version !== VERSION && version !== OLDEST) throw unreadable();
  const lists = LEDGER_LISTS.map((list) => [list, entriesIn(content, list)]);
  return enter(EMPTY_LEDGER, {
    ...(Object.fromEntries(lists) as Partial<Ledger>),
    ...(asked === undefined ? {} : { asked: time(asked) }),
    ...(oneTime === undefined ? {} : { oneTime: oneTimeIn(oneTime) }),
    // Version 1 has no seal, and knew of none: who made one up is not believed.
    ...(accounts === undefined || version === OLDEST ? {} : { accounts: accountsIn(accounts) }),
    ...(authorization === undefined ? {} : { authorization: context(authorization) }),
    ...(agent === undefined ? {} : { agent: agentIn(agent) }),
    ...(terms === undefined ? {} : { terms: termsIn(terms) }),
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  return record(content);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable();
  return value as Readonly<Record<string, unknown>>;
}

function entriesIn(content: Readonly<Record<string, unknown>>, list: (typeof LEDGER_LISTS)[number]): readonly string[] {
  const isNewer = content.version === OLDEST && (list === 'answered' || list === 'repeated');
  const entries = isNewer ? [] : content[list];
  if (!Array.isArray(entries)) throw unreadable();
  return entries.map((entry: unknown) => checked(entry, ENTRY[list]));
}

function checked(value: unknown, isRight: (text: string) => boolean = () => true): string {
  if (typeof value !== 'string' || !isRight(value)) throw unreadable();
  return value;
}

function time(value: unknown): number {
  if (typeof value !== 'number' || !(value >= 0)) throw unreadable();
  return value;
}

function optional<K extends string>(
  key: K,
  value: unknown,
  isRight: (text: string) => boolean,
): Readonly<Partial<Record<K, string>>> {
  const entries = value === undefined ? [] : [[key, checked(value, isRight)]];
  return Object.fromEntries(entries) as Readonly<Partial<Record<K, string>>>;
}

function context(value: unknown): ApplicationContext {
  const { application, system, environment } = record(value);
  return Object.freeze({
    application: checked(application),
    system: checked(system),
    environment: checked(environment),
  });
}

function oneTimeIn(value: unknown): readonly OneTimeCredential[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((entry: unknown) => {
    const { id, changed } = record(entry);
    return Object.freeze({
      id: checked(id, isCredentialId),
      changed: changed === undefined ? undefined : checked(changed, isLine),
    });
  });
}

function accountsIn(value: unknown): readonly AccountsOfPod[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((entry: unknown) => {
    const { pod, asked, made } = record(entry);
    const { podName, deploy, namespace } = record(pod);
    return Object.freeze({
      pod: Object.freeze({
        podName: checked(podName, isLabel),
        deploy: checked(deploy, isLine),
        namespace: checked(namespace, isLine),
      }),
      asked: time(asked),
      ...(made === undefined ? {} : { made: madeIn(made) }),
    });
  });
}

/** In the vault's own words, whatever they are: an account whose id is none is told of, and can't be ended. */
function madeIn(value: unknown): readonly ProvisionedAccount[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((entry: unknown) => {
    const { id, identity, expirationDate } = record(entry);
    return Object.freeze({
      id: checked(id),
      identity: checked(identity),
      expirationDate: expirationDate === undefined ? undefined : checked(expirationDate),
    });
  });
}

function agentIn(value: unknown): SshAgent {
  const { socket, pid, pidFile } = record(value);
  return Object.freeze({
    socket: checked(socket, isPath),
    ...optional('pid', pid, (text) => /^[1-9]\d{0,9}$/.test(text)),
    ...optional('pidFile', pidFile, isPath),
  });
}

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const isSetting = (text: string): text is SettingName => SETTING_NAMES.some((name) => name === text);
/** A label of RFC 1123. */
const isLabel = (text: string): boolean => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text);
const isLine = (text: string): boolean => !/[\0\r\n]/.test(text);

/** The texts themselves are checked as main's were: by the reader of the settings. */
function termsIn(value: unknown): Terms {
  const { texts, secrets, authorities, trust, proxy, noProxy, copy } = record(value);
  if (!Array.isArray(secrets)) throw unreadable();
  const named = Object.entries(record(texts)).map(([name, text]) => [checked(name, isSetting), checked(text)]);
  return Object.freeze({
    texts: Object.fromEntries(named) as Terms['texts'],
    secrets: secrets.map((name: unknown) => checked(name, isSetting) as SettingName),
    trust: checked(trust, isDigest),
    ...optional('authorities', authorities, isDigest),
    ...optional('proxy', proxy, isLine),
    ...optional('noProxy', noProxy, isLine),
    ...(copy === undefined ? {} : { copy: keptFile(copy) }),
  });
}

function keptFile(value: unknown): KeptFile {
  const { path, digest } = record(value);
  return Object.freeze({ path: checked(path, isPath), digest: checked(digest, isDigest) });
}

function unreadable(): CleanupError {
  return new CleanupError(
    'The list of what has to be taken back is damaged, so nothing was taken back. Release custodies in the console, and delete leftover files.',
  );
}
