import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  givenTexts,
  holdsPem,
  type SettingName,
  type Settings,
  type SettingSources,
  settingTexts,
} from '@senhasegura-action/core/internal';
import type { LedgerKey } from '../ledger/ledger-text.js';
import type { KeptFile, Terms } from '../ledger/ledger.js';

/** Settings that the clean-up has from the ledger, and that are no secrets. */
const KEPT = [
  ...(['url', 'auth-method', 'client-id', 'consumer-key', 'token-key', 'aws-region', 'aws-service', 'api'] as const),
  ...(['insecure', 'timeout', 'retries', 'max-wait', 'change-wait', 'mask-min-length'] as const),
  ...(['release-custody', 'rotate-ssh-keys', 'revoke-authorization', 'strict-cleanup', 'summary'] as const),
] satisfies readonly SettingName[];

/** The variables that decide whom Node trusts: a file of theirs may have another content by the time of the clean-up. */
const TRUST = [
  'NODE_EXTRA_CA_CERTS',
  'NODE_USE_SYSTEM_CA',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
];

/** No variable's name, as those of the files beside it are. */
const COPY = 'for-clean-up';

/** What the clean-up will want to know of a run that has these settings, and the text of the file for what is secret of it. */
export interface KeptTerms {
  readonly terms: Terms;
  /** The file that the clean-up will need, and its text; `undefined` where it needs none. */
  readonly copy: (KeptFile & { readonly text: string }) | undefined;
}

/**
 * What main decided, for its clean-up (design section 3, last paragraph).
 * @param privateFolder where the copy will lie
 */
export async function decideTerms(
  settings: Settings,
  sources: SettingSources,
  privateFolder: string,
): Promise<KeptTerms> {
  const { text } = await settingTexts(sources);
  const kept = KEPT.map((name) => [name, text(name)?.text]).filter(([, value]) => value !== undefined);
  const secrets = secretNames(settings);
  const authorities = await authoritiesOf(settings, sources);
  const { proxy, fromProxy } = partedProxy(settings.connection.proxy.httpsProxy);
  const texts = textsFromFiles(settings, sources, authorities, (name) => text(name)?.text);
  const hasCopy = Object.keys(texts).length > 0 || fromProxy !== undefined;
  const copy = JSON.stringify({
    nonce: randomBytes(32).toString('hex'),
    texts,
    ...(fromProxy === undefined ? {} : { proxy: fromProxy }),
  });
  return {
    copy: hasCopy ? { path: join(privateFolder, COPY), digest: digest(copy), text: copy } : undefined,
    terms: {
      texts: Object.fromEntries(kept) as Terms['texts'],
      secrets,
      trust: await trustOf(sources),
      ...(authorities === undefined ? {} : { authorities: digest(authorities) }),
      ...(proxy === undefined ? {} : { proxy }),
      ...(settings.connection.proxy.noProxy === undefined ? {} : { noProxy: settings.connection.proxy.noProxy }),
    },
  };
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The key of the ledger's seal: whoever made a ledger up does not know it, or needs no ledger to have the secrets. */
export function ledgerKey({ authentication }: Pick<Settings, 'authentication'>): LedgerKey {
  switch (authentication.method) {
    case 'oauth2':
      return authentication.clientSecret;
    case 'access-token':
      return authentication.accessToken;
    case 'oauth1':
      return `${authentication.consumerSecret}&${authentication.tokenSecret}`;
    case 'aws':
      // Not the keys of AWS: a job may get new ones at any time, and they are never sent.
      return authentication.uniqueKey;
  }
}

/** The authorities that are trusted besides Node's own, as PEM: the setting's, and those of NODE_EXTRA_CA_CERTS. */
export async function authoritiesOf(
  { connection }: Pick<Settings, 'connection'>,
  sources: SettingSources,
): Promise<string | undefined> {
  if (connection.tls.extraAuthorities !== undefined) return connection.tls.extraAuthorities;
  const text = await contentOf(sources.environment.NODE_EXTRA_CA_CERTS, sources);
  return text?.includes('-----BEGIN CERTIFICATE-----') === true ? text : undefined;
}

/** One text for whom Node trusts by its environment: the variables, and what the file of theirs holds. */
export async function trustOf(sources: SettingSources): Promise<string> {
  const { environment } = sources;
  const variables = TRUST.map((name) => environment[name] ?? '');
  const contents = await Promise.all(
    (['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE'] as const).map((name) => contentOf(environment[name], sources)),
  );
  return digest(JSON.stringify([variables, contents.map((content) => content ?? '')]));
}

async function contentOf(path: string | undefined, { readTextFile }: SettingSources): Promise<string | undefined> {
  if (path === undefined || path === '') return undefined;
  // Node passes a file over that it can't read, with a warning of its own.
  return readTextFile(path).catch(() => undefined);
}

/** The secret settings that this run uses: no other that a later step sets counts. */
function secretNames({ authentication, connection }: Settings): readonly SettingName[] {
  const ofClient: readonly SettingName[] =
    connection.tls.client === undefined ? [] : ['client-key', 'client-key-passphrase'];
  switch (authentication.method) {
    case 'oauth2':
      return ['client-secret', ...ofClient];
    case 'access-token':
      return ['access-token', ...ofClient];
    case 'oauth1':
      return ['consumer-secret', 'token-secret', ...ofClient];
    case 'aws':
      return ['aws-unique-key', ...ofClient];
  }
}

/** Certificates in any case, which are public; secrets where a file gave them: the others, the clean-up is given again. */
function textsFromFiles(
  settings: Settings,
  sources: SettingSources,
  authorities: string | undefined,
  text: (name: SettingName) => string | undefined,
): Readonly<Partial<Record<SettingName, string>>> {
  const { client } = settings.connection.tls;
  const texts: Partial<Record<SettingName, string>> = {};
  if (authorities !== undefined) texts['ca-certificate'] = authorities;
  if (client !== undefined) texts['client-certificate'] = client.certificate;
  for (const name of secretNames(settings)) {
    const written = text(name);
    if (written === undefined) continue;
    const isFile = name === 'client-key' && !holdsPem(written);
    if (isFile && client !== undefined) texts[name] = client.key;
    else if (givenTexts(sources, name).length === 0) texts[name] = written;
  }
  return texts;
}

interface PartedProxy {
  readonly proxy: string | undefined;
  /** The proxy as it was given, where it has credentials. */
  readonly fromProxy: string | undefined;
}

function partedProxy(written: string | undefined): PartedProxy {
  if (written === undefined) return { proxy: undefined, fromProxy: undefined };
  const address = written.includes('://') ? written : `http://${written.trim()}`;
  // What is no address, the connection refuses without quoting it: no part of it may come into the ledger.
  if (!URL.canParse(address)) return { proxy: undefined, fromProxy: undefined };
  const url = new URL(address);
  if (url.username === '' && url.password === '') return { proxy: url.href, fromProxy: undefined };
  return { proxy: url.origin === 'null' ? undefined : url.origin, fromProxy: written };
}
