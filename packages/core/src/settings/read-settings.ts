import { InputError } from '../errors/senhasegura-error.js';
import type { JobTemplates } from '../references/job-templates.js';
import { parseSelections, type Selections, type TemplateLine } from '../references/parse-selections.js';
import { placeOf, type Selection } from '../references/selection.js';
import { readAuthentication } from './read-authentication.js';
import { readConnection } from './read-connection.js';
import { parseBoolean, parseChoice, parseNames, parseWholeNumber } from '../values/reading.js';
import { checkPrivateKey, holdsPem } from './pem-text.js';
import { createSettingReader, type SettingReader } from './setting-reader.js';
import { SETTING_NAMES, type SettingName, SETTINGS, isSecretSetting } from './setting-table.js';
import { type SettingSources, type SettingTexts, settingTexts } from './setting-texts.js';
import type { ApplicationContext } from '../vault/dsm/authorization.js';
import type { NamedSecret, Settings } from './settings.js';

/** What the caller has against a line of `secrets` that reads well: the end of a sentence; `undefined` for nothing. */
export type LineProblem = (
  selection: Selection,
  settings: Pick<Settings, 'nameCase' | 'allowNames'>,
) => string | undefined;

/**
 * Reads the templates that lines of `secrets` name, with a sentence for all that is wrong with them.
 * @param selections what the other lines select; `undefined` where some of them are wrong
 */
export type ReadTemplates = (
  lines: readonly TemplateLine[],
  selections: readonly Selection[] | undefined,
) => Promise<{ readonly templates: JobTemplates; readonly problems: readonly string[] }>;

/**
 * Reads and validates every setting of design section 3.
 * @param lineProblem asked for each line; what it says is told with all other problems
 * @param readTemplates only where lines may name templates
 * @throws {InputError} every problem at once, wrong lines of `secrets` with their numbers; no secret is ever quoted
 */
export async function readSettings(
  sources: SettingSources,
  lineProblem?: LineProblem,
  readTemplates?: ReadTemplates,
): Promise<Settings> {
  const texts = await settingTexts(sources);
  const reader = createSettingReader(texts, sources);
  const settings = {
    connection: await readConnection(reader, sources.environment, sources.readTextFile),
    authentication: readAuthentication(reader, sources.environment),
    context: readContext(reader),
    ...(await readSelections(reader, readTemplates)),
    api: reader.parsed('api', (text) => parseChoice(text, SETTINGS.api.choices)),
    decryptionKey: await readDecryptionKey(reader),
    givenSecrets: givenSecrets(texts),
    changeWait: (reader.parsed('change-wait', (text) => parseWholeNumber(text, 0, 3600)) ?? 0) * 1000,
    expiryWarning: reader.parsed('expiry-warning', (text) => parseWholeNumber(text, 0, 3650)),
    maskMinLength: reader.parsed('mask-min-length', (text) => parseWholeNumber(text, 1, 1000)),
    nameCase: reader.parsed('name-case', (text) => parseChoice(text, SETTINGS['name-case'].choices)),
    onConflict: reader.parsed('on-conflict', (text) => parseChoice(text, SETTINGS['on-conflict'].choices)),
    allowNames: reader.parsed('allow-names', parseNames) ?? new Set<string>(),
    mappingFile: reader.text('mapping-file'),
    sendEnvironment: reader.parsed('send-environment', parseBoolean),
    releaseCustody: reader.parsed('release-custody', parseBoolean),
    rotateSshKeys: reader.parsed('rotate-ssh-keys', parseBoolean),
    revokeAuthorization: reader.parsed('revoke-authorization', parseBoolean),
    strictCleanup: reader.parsed('strict-cleanup', parseBoolean),
    dryRun: reader.parsed('dry-run', parseBoolean),
    summary: reader.parsed('summary', parseBoolean),
    remarks: reader.remarks.length === 0 ? undefined : reader.remarks,
  };
  for (const problem of [...keptForOneTime(settings), ...refusedLines(settings, lineProblem)]) {
    reader.placedProblem(problem);
  }
  if (reader.problems.length > 0) throw new InputError(reader.problems);
  return complete(settings);
}

/** With no problem left, what is still absent is optional: absent keys stay absent. */
function complete(settings: Readonly<Record<keyof Settings, unknown>>): Settings {
  const present = Object.entries(settings).filter(([, value]) => value !== undefined);
  return Object.freeze(Object.fromEntries(present)) as unknown as Settings;
}

async function readSelections(
  reader: SettingReader,
  readTemplates: ReadTemplates | undefined,
): Promise<Pick<Selections, 'selections'> & { readonly templates: JobTemplates | undefined }> {
  // A default that nobody wrote has no line.
  const text = reader.isWritten('secrets') ? (reader.text('secrets') ?? '') : '';
  const { selections, templates: lines, problems } = parseSelections(text, readTemplates !== undefined);
  const read = lines.length === 0 ? undefined : readTemplates?.(lines, problems.length === 0 ? selections : undefined);
  const { templates, problems: wrong = [] } = (await read) ?? {};
  for (const problem of [...problems, ...wrong]) reader.placedProblem(problem);
  return { selections, templates };
}

/** Without a release the vault has no occasion to change a password. */
function keptForOneTime({
  selections,
  releaseCustody,
}: {
  readonly selections: Settings['selections'];
  readonly releaseCustody: boolean | undefined;
}): readonly string[] {
  if (releaseCustody !== false) return [];
  const waiting = selections.filter(({ modifiers }) => modifiers.oneTime === true);
  return waiting.map(
    (selection) => `${placeOf(selection)}: one-time needs the release of custody: remove it, or release-custody: false`,
  );
}

/** Where `name-case` is wrong itself, its default is as good as any: no setting of this run will count. */
function refusedLines(
  {
    selections,
    nameCase = 'keep',
    allowNames,
  }: Pick<Settings, 'selections' | 'allowNames'> & { readonly nameCase: Settings['nameCase'] | undefined },
  lineProblem: LineProblem = () => undefined,
): readonly string[] {
  return selections.flatMap((selection) => {
    const problem = lineProblem(selection, { nameCase, allowNames });
    return problem === undefined ? [] : [`${placeOf(selection)}: ${problem}`];
  });
}

function readContext(reader: SettingReader): ApplicationContext | undefined {
  const names = ['application', 'system', 'environment'] as const;
  const [application, system, environment] = names.map((name) => reader.text(name));
  if (application !== undefined && system !== undefined && environment !== undefined) {
    return Object.freeze({ application, system, environment });
  }
  const missing = names.filter((name) => reader.text(name) === undefined);
  if (missing.length < names.length) {
    reader.problem(
      missing[0] ?? 'application',
      'is missing: give application, system and environment, or none of them',
    );
  }
  return undefined;
}

async function readDecryptionKey(reader: SettingReader): Promise<Settings['decryptionKey']> {
  const pem = await reader.pem('decryption-key');
  if (pem === undefined) return undefined;
  const key = checkPrivateKey(pem, undefined);
  if ('problem' in key) {
    reader.problem('decryption-key', key.problem);
    return undefined;
  }
  if (key.ok.asymmetricKeyType !== 'rsa') {
    reader.problem('decryption-key', 'is no RSA key; download the private key of the authorization from the console');
  }
  return Object.freeze({ key: key.ok, pem });
}

/** They may name a file instead, and the path of a file is no secret. */
const KEYS: ReadonlySet<SettingName> = new Set(['client-key', 'decryption-key']);

/** Every text that was given for a secret setting: another one may beat it, or another way to authenticate. */
export function givenSecrets(texts: Pick<SettingTexts, 'every'>): readonly NamedSecret[] {
  return SETTING_NAMES.filter(isSecretSetting).flatMap((name) =>
    texts
      .every(name)
      .filter((text) => !KEYS.has(name) || holdsPem(text))
      .map((value) => ({ name, value })),
  );
}
