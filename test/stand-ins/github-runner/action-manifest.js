import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the runner needs of an action.yml (`ActionManifestManager`).
 * @typedef {object} ActionManifest
 * @property {ReadonlyMap<string, string>} inputs Every input with its default; an empty text where it has none.
 * @property {string} using
 * @property {string} main
 * @property {string | undefined} post
 * @property {string} postIf
 */

/**
 * Reads the action.yml of an action without a YAML library, so that the demo needs nothing installed. It reads the
 * layout that this repository keeps: two spaces for a level; `inputs:` with a mapping for each input, `runs:` with
 * scalars; every scalar on its own line, plain, in single or in double quotes; block scalars (`|`, `>`) only where
 * their text has no part here, i.e. in `description`. What it does not know where it matters is an error.
 * @param {string} actionDir
 * @returns {ActionManifest}
 */
export const readActionManifest = (actionDir) =>
  parseActionManifest(readFileSync(join(actionDir, 'action.yml'), 'utf8'));

/**
 * @param {string} text
 * @returns {ActionManifest}
 */
export function parseActionManifest(text) {
  /** @type {Map<string, string>} */
  const inputs = new Map();
  /** @type {Map<string, string>} */
  const runs = new Map();
  /** @type {string[]} */
  let path = [];
  for (const line of text.split(/\r?\n/u)) {
    const found = /^((?: {2})*)(?! )(?:"([^"\\]+)"|'([^']+)'|([A-Za-z_][\w .-]*)):(?: +(.*))?$/u.exec(line);
    const [, indent = '', doubleQuoted, singleQuoted, plain, value = ''] = found ?? [];
    const key = doubleQuoted ?? singleQuoted ?? plain;
    const depth = indent.length / 2;
    if (key === undefined && isKeyOfOurs(line, path[0])) {
      throw new Error(`action.yml: the stand-in cannot read this line: ${line.trim()}`);
    }
    // What is deeper than a key could be is the text of a block scalar.
    if (key === undefined || depth > path.length) {
      continue;
    }
    path = [...path.slice(0, depth), key];
    const [section, name = '', property] = path;
    if (section === 'inputs' && depth === 1) {
      inputs.set(name, '');
    } else if (section === 'inputs' && depth === 2 && property === 'default') {
      inputs.set(name, readScalar(value, line));
    } else if (section === 'runs' && depth === 1) {
      runs.set(name, readScalar(value, line));
    }
    if (/^[|>]/u.test(value)) {
      // Nothing below a block scalar is a key: one that is deeper than its own key belongs to the text.
      path = path.slice(0, depth);
    }
  }
  return {
    inputs,
    using: required(runs, 'using'),
    main: required(runs, 'main'),
    post: runs.get('post'),
    postIf: runs.get('post-if') ?? 'always()',
  };
}

/**
 * Whether a line stands where the name of an input, or a key of `runs`, must stand.
 * @param {string} line
 * @param {string | undefined} section
 */
const isKeyOfOurs = (line, section) => (section === 'inputs' || section === 'runs') && /^ {1,3}[^ #]/u.test(line);

/** @param {ReadonlyMap<string, string>} runs @param {string} key */
function required(runs, key) {
  const value = runs.get(key);
  if (value === undefined || value === '') {
    throw new Error(`action.yml has no runs.${key}`);
  }
  return value;
}

/**
 * A scalar as the runner turns it into text: booleans in lower case, `null` empty.
 * @param {string} written
 * @param {string} line
 */
function readScalar(written, line) {
  const quoted = /^(?:'((?:[^']|'')*)'|("(?:[^"\\]|\\.)*"))\s*(?:#.*)?$/u.exec(written);
  if (quoted?.[1] !== undefined) {
    return quoted[1].replaceAll("''", "'");
  }
  if (quoted?.[2] !== undefined) {
    // JSON's escapes are among YAML's; one that JSON lacks is an error here.
    return /** @type {string} */ (JSON.parse(quoted[2]));
  }
  const plain = written.replace(/(?:^|\s+)#.*$/u, '').trim();
  if (/^[|>&*!%@`"'[{]/u.test(plain) || plain.includes('${{')) {
    throw new Error(`action.yml: the stand-in cannot read this value: ${line.trim()}`);
  }
  if (/^(?:true|True|TRUE|false|False|FALSE)$/u.test(plain)) {
    return plain.toLowerCase();
  }
  return /^(?:~|null|Null|NULL)?$/u.test(plain) ? '' : plain;
}
