import { quoteText, suggestion } from '../errors/message-text.js';
import { type Reading, trimmed } from '../values/reading.js';
import { MODIFIER_MARK } from './parse-modifiers.js';
import type { Modifiers, Sink, Target } from './selection.js';

const KINDS = ['env', 'output', 'file', 'path', 'ssh-agent'] as const;

/** A portable variable name (POSIX.1-2017 8.1). */
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** What GitHub accepts as the id of an output. */
const OUTPUT = /^[A-Za-z_][A-Za-z0-9_-]*$/;

/** A name with what the places of a pattern come to at least: a letter, or a `_` and a digit. */
const filled = (pattern: string): string => pattern.replaceAll('{id}', 'I').replaceAll('*', 'F');

function tooManyStars(text: string): string | undefined {
  const stars = text.split('*').length - 1;
  return stars > 1 ? 'a sink holds one "*" at most: it stands for the name of the field' : undefined;
}

function variableProblem(name: string): string | undefined {
  if (name === '') return 'the name of a variable is missing';
  if (VARIABLE.test(filled(name))) return tooManyStars(name);
  return `${quoteText(name)} is no name of a variable: use letters, digits, "_", "*" and "{id}", and begin with no digit`;
}

function outputProblem(name: string): string | undefined {
  if (name === '') return 'the name of an output is missing';
  if (OUTPUT.test(filled(name))) return tooManyStars(name);
  return `${quoteText(name)} is no name of an output: use letters, digits, "_", "-", "*" and "{id}", and begin with a letter or "_"`;
}

const reading = (sink: Sink, problem: string | undefined): Reading<Sink> =>
  problem === undefined ? { ok: Object.freeze(sink) } : { problem };

/** Reads what follows the last ` > ` of a line: `NAME` or `KIND:REST` (design section 2). */
export function parseSink(written: string): Reading<Sink> {
  if (MODIFIER_MARK.test(written)) return { problem: 'modifiers go before the sink: SOURCE:ID | MODIFIER > SINK' };
  if (written === 'ssh-agent') return { ok: Object.freeze({ kind: 'ssh-agent' }) };
  const colon = written.indexOf(':');
  if (colon < 0) return reading({ kind: 'env', name: written }, variableProblem(written));
  const kind = trimmed(written.slice(0, colon));
  const rest = trimmed(written.slice(colon + 1));
  switch (kind) {
    case 'env':
    case 'path':
      return reading({ kind, name: rest }, variableProblem(rest));
    case 'output':
      return reading({ kind, name: rest }, outputProblem(rest));
    case 'file':
      return reading({ kind, path: rest }, filePathProblem(rest) ?? tooManyStars(rest));
    case 'ssh-agent':
      return { problem: 'ssh-agent takes nothing after it: write ssh-agent alone' };
    default:
      return { problem: `unknown sink ${quoteText(kind)}${suggestion(kind, KINDS)}` };
  }
}

const isAbsolute = (path: string): boolean => /^(?:[/\\]|[A-Za-z]:[/\\])/.test(path);

/** How deep the path goes at each segment, when `..` goes one up; `/` and `\` both separate, whatever the system. */
function depths(path: string): readonly number[] {
  let depth = 0;
  return path.split(/[/\\]/).map((segment) => {
    if (segment === '..') depth -= 1;
    else if (segment !== '' && segment !== '.') depth += 1;
    return depth;
  });
}

/**
 * What is wrong with the path of a `file:` sink, whatever the operating system; `undefined` where nothing is. Only the
 * text is judged here: what lies on the disk is judged when the file is made.
 */
function filePathProblem(path: string): string | undefined {
  if (path === '') return 'file: needs a path, for instance file:config/licence.txt';
  if (path.includes('\0')) return 'a path holds no NUL character';
  if (/[/\\]$/.test(path)) return 'the path names a folder: add a file name after the last slash';
  if (/(?:^|[/\\])\.{1,2}$/.test(path)) return 'the path names a folder: end it with a file name';
  if (/^[~$]/.test(path)) return `"${path.charAt(0)}" is not expanded here: write the path out`;
  if (/^[A-Za-z]:(?![/\\])/.test(path)) return 'a path with a drive is absolute: add a slash after the colon';
  if (!isAbsolute(path) && depths(path).some((depth) => depth < 0)) {
    return 'a relative path stays below the temporary folder: remove the "..", or write an absolute path';
  }
  return undefined;
}

const KEY_FIELD = 'private_key';

/** The text in which a `*` stands for the field's name; `undefined` for sinks without one. */
function sinkPattern(sink: Sink): string | undefined {
  switch (sink.kind) {
    case 'env':
    case 'output':
    case 'path':
      return sink.name;
    case 'file':
      return sink.path;
    case 'field-name':
    case 'ssh-agent':
      return undefined;
  }
}

function isBinary(target: Target, { as }: Modifiers): boolean {
  const ofCertificate = target.kind === 'item' && target.source === 'cert' && target.field.kind === 'one';
  return ofCertificate && target.field.name === 'pfx' && as === undefined;
}

function agentProblem(target: Target, modifiers: Modifiers): string | undefined {
  const isKey =
    target.kind === 'item' && target.source === 'ssh' && target.field.kind === 'one' && target.field.name === KEY_FIELD;
  if (!isKey) return `ssh-agent takes the private key of one SSH key: write ssh:ID > ssh-agent`;
  // The agent reads the key as the vault holds it, and nothing of it is published: only `optional` has a meaning here.
  const refused = Object.entries(modifiers).some(([name, value]) => name !== 'optional' && value !== false);
  return refused ? 'with ssh-agent, "optional" is the only modifier: remove the others' : undefined;
}

/** Why this sink can't take what the rest of the line selects; `undefined` where it can. */
export function sinkMismatch(target: Target, modifiers: Modifiers, sink: Sink): string | undefined {
  if (sink.kind === 'ssh-agent') return agentProblem(target, modifiers);
  const pattern = sinkPattern(sink);
  if (isBinary(target, modifiers) && sink.kind !== 'path' && sink.kind !== 'file') {
    return 'a pfx is binary: write "> path:NAME" or "> file:PATH", or add "| as=base64"';
  }
  const several = target.kind === 'every-secret' || target.field.kind === 'every';
  if (several && pattern !== undefined && !pattern.includes('*')) {
    return 'several fields are selected for one sink: add a "*" to the sink, which takes each field\'s name, or name one field';
  }
  return undefined;
}
