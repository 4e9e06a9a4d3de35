import { type Leaf, pathBelow } from './json-leaves.js';
import { isOrdinary } from './ordinary.js';

/** The lines of a text, without their ends (CRLF, LF and CR), one after the other: ten megabytes can have millions. */
export function* linesOf(text: string): Generator<string> {
  let start = 0;
  for (const { index, 0: end } of text.matchAll(/\r\n|\n|\r/g)) {
    yield text.slice(start, index);
    start = index + end.length;
  }
  yield text.slice(start);
}

/** What a name of a setting is written with: `DB_PASSWORD`, `spring.datasource.url`, `//registry.npmjs.org/:_authToken`, `$env:X`. */
const KEY = /^["']?[\p{L}\p{N}_.$:/@~-]{1,200}["']?$/u;
const SECTION = /^\[([^[\]"]{1,200})\]$/;
const BLANK = /^(?:[#;!].*|\/\/ .*|---|\.\.\.)?$/;

/** Without the quotes of a text that is only partly on this line. */
const withoutEdges = (text: string): string => text.replace(/^["']/, '').replace(/["'][,;]?$/, '');

const unquoted = (text: string): string => {
  const quoted = text.length > 1 && /^["']/.test(text) && text.endsWith(text.charAt(0));
  if (!quoted) return text.replace(/^["']/, '');
  if (text.startsWith("'")) return text.slice(1, -1).replaceAll("''", "'");
  return text.slice(1, -1).replaceAll(/\\(["\\$`])/g, '$1');
};

/** Takes off what ends a line and is no part of its value: a comma or semicolon behind quotes, a comment behind a space. */
function valueOf(written: string): string {
  const quoted = /^(["'])[^"']*\1/.exec(written)?.[0];
  if (quoted !== undefined && /^\s*(?:[,;]|#.*)?$/.test(written.slice(quoted.length))) return unquoted(quoted);
  const comment = written.search(/\s#/);
  return unquoted(comment < 0 || /^["']/.test(written) ? written : written.slice(0, comment).trimEnd());
}

interface Assignment {
  readonly key: string;
  readonly value: string;
}

/** `KEY=value`, `export KEY=value`, `key: value`, `key:` alone; whichever sign comes first. */
function readAssignment(line: string): Assignment | undefined {
  const text = line.replace(/^(?:export|set|setx|declare -x)\s+/, '');
  const sign = /=|:(?=\s|$)/.exec(text);
  if (sign === null) return undefined;
  const key = text.slice(0, sign.index).trimEnd();
  return KEY.test(key) ? { key: unquoted(key), value: valueOf(text.slice(sign.index + 1).trim()) } : undefined;
}

/** Something that lines further in lie below: a key of YAML without a value, an element of a list, a section of INI. */
interface Level {
  readonly indent: number;
  readonly name: string;
  readonly element: boolean;
  elements: number;
}

/**
 * The leaves of lines of assignments. A line that is none goes on with the one before (a block of YAML, quotes over several
 * lines), and is nothing where there is none.
 */
function* assignments(text: string): Generator<Leaf | undefined> {
  let levels: Level[] = [];
  let root = 0;
  let before: Pick<Leaf, 'path' | 'key'> | undefined;

  const path = (): string => levels.reduce((above, { name }) => pathBelow(above, name), '');
  const nearest = (): string => levels.findLast(({ element }) => !element)?.name ?? '';
  const leave = (indent: number, dash: boolean): void => {
    while (levels.length > 0) {
      const { indent: last = 0, element = false } = levels.at(-1) ?? {};
      if (dash && !element ? last <= indent : last < indent) return;
      levels.pop();
    }
  };

  for (const line of linesOf(text)) {
    let rest = line.trim();
    let indent = line.length - line.trimStart().length;
    if (BLANK.test(rest)) continue;
    const section = SECTION.exec(rest)?.[1];
    if (section !== undefined) {
      levels = [{ indent: -1, name: section, element: false, elements: 0 }];
      continue;
    }
    const dash = /^-\s+/.exec(rest)?.[0];
    if (dash !== undefined) {
      leave(indent, true);
      const list = levels.at(-1);
      const number = list === undefined ? root++ : list.elements++;
      levels.push({ indent, name: String(number), element: true, elements: 0 });
      rest = rest.slice(dash.length);
      indent += dash.length;
    }
    const found = readAssignment(rest);
    if (found === undefined) {
      if (dash === undefined) yield before && { ...before, text: withoutEdges(rest), goesOn: true };
      else yield { ...(before = { path: path(), key: nearest() }), text: valueOf(rest) };
      continue;
    }
    if (dash === undefined) leave(indent, false);
    const { key, value } = found;
    before = { path: pathBelow(path(), key), key };
    if (value === '') levels.push({ indent, name: key, element: false, elements: 0 });
    else yield { ...before, text: value };
  }
}

/** Whether assignments are many enough among other lines to be a file of them. */
function isOfAssignments(text: string): boolean {
  let [leaves, others] = [0, 0];
  for (const leaf of assignments(text)) {
    if (leaf === undefined || leaf.goesOn === true) others += 1;
    else leaves += 1;
  }
  return leaves >= others && (leaves > 1 || others === 0);
}

/** `machine HOST login USER password SECRET`, on one line or on several (GNU inetutils, "The .netrc file"). */
function netrcLeaves(text: string): readonly Leaf[] {
  if (!/^\s*(?:machine\s+\S|default\s)/.test(text)) return [];
  const words = text.split(/\s+/).filter((word) => word !== '');
  const leaves: Leaf[] = [];
  let machine = pathBelow('', 'default');
  for (let at = 0; at + 1 < words.length; at += 1) {
    const [word = '', next = ''] = [words[at], words[at + 1]];
    if (word === 'default') continue;
    if (word === 'machine') machine = pathBelow('', next);
    else if (!['login', 'password', 'account'].includes(word)) continue;
    else leaves.push({ path: pathBelow(machine, word), key: word, text: valueOf(next) });
    at += 1;
  }
  return leaves;
}

/** A single line is a file only where its name is a word: a password may well have an `=` in it. */
function isAssignment(line: string): boolean {
  const found = readAssignment(line.trim());
  return found !== undefined && !/^=?$/.test(found.value) && isOrdinary(found.key) && found.key.length > 2;
}

/**
 * Tells `visit` of the values of a file of lines, until that answers `false`; of none where the text is no such file. What it
 * finds it does not keep: it reads the text twice instead.
 */
export function visitFile(text: string, visit: (leaf: Leaf) => boolean): void {
  const netrc = netrcLeaves(text);
  if (netrc.length > 0) {
    netrc.every(visit);
    return;
  }
  const trimmed = text.trim();
  if ((!/[\r\n]/.test(trimmed) && !isAssignment(trimmed)) || !isOfAssignments(text)) return;
  for (const leaf of assignments(text)) {
    // What goes on and does not look ordinary is masked as a line of the whole.
    if (leaf === undefined || (leaf.goesOn === true && !isOrdinary(leaf.text))) continue;
    if (!visit(leaf)) return;
  }
}
