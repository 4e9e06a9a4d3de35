import { filePathProblem } from './file-path-problem.js';
import { suggestion } from '../errors/nearest-word.js';
import { quoteText } from '../errors/quote-text.js';
import type { Reading } from '../values/reading.js';
import type { Sink } from './selection.js';

const KINDS = ['env', 'output', 'file', 'path', 'ssh-agent'] as const;

/** A portable variable name (POSIX.1-2017 8.1), here with the `*` of a pattern. */
const VARIABLE = /^[A-Za-z_*][A-Za-z0-9_*]*$/;
/** What GitHub accepts as the id of an output, with the `*` of a pattern. */
const OUTPUT = /^[A-Za-z_*][A-Za-z0-9_*-]*$/;

const stars = (text: string): number => text.split('*').length - 1;

const tooManyStars = (text: string): string | undefined =>
  stars(text) > 1 ? 'a sink holds one "*" at most: it stands for the name of the field' : undefined;

function variableProblem(name: string): string | undefined {
  if (name === '') return 'the name of a variable is missing';
  if (VARIABLE.test(name)) return tooManyStars(name);
  return `${quoteText(name)} is no name of a variable: use letters, digits and "_", and begin with no digit`;
}

function outputProblem(name: string): string | undefined {
  if (name === '') return 'the name of an output is missing';
  if (OUTPUT.test(name)) return tooManyStars(name);
  return `${quoteText(name)} is no name of an output: use letters, digits, "_" and "-", and begin with a letter or "_"`;
}

const reading = (sink: Sink, problem: string | undefined): Reading<Sink> =>
  problem === undefined ? { ok: Object.freeze(sink) } : { problem };

/** Reads what follows the last ` > ` of a line: `NAME` or `KIND:REST` (design section 2). */
export function parseSink(written: string): Reading<Sink> {
  if (/\s\|\s/.test(written)) return { problem: 'modifiers go before the sink: SOURCE:ID | MODIFIER > SINK' };
  if (written === 'ssh-agent') return { ok: Object.freeze({ kind: 'ssh-agent' }) };
  const colon = written.indexOf(':');
  if (colon < 0) return reading({ kind: 'env', name: written }, variableProblem(written));
  const kind = written.slice(0, colon).trim();
  const rest = written.slice(colon + 1).trim();
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
