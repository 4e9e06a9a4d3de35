import { InputError } from '../errors/senhasegura-error.js';
import { quoteText } from '../errors/message-text.js';
import { type JsonObject, type JsonValue, isJsonArray, isJsonObject } from '../values/json-value.js';
import { readJson } from '../values/json-value.js';
import { BLOCKS, type Block, readEntry, unknownKeys } from './read-entry.js';

/** A variable that a mapping names. */
export interface MappedVariable {
  readonly variable: string;
  /** The file, the block and the entry, as a message begins with them. */
  readonly place: string;
}

/** A mapping file that has been checked. */
export interface Mapping {
  /** What the vault gets: the file's own text. */
  readonly text: string;
  /** In the order of the file; a variable that two entries name is there twice. */
  readonly variables: readonly MappedVariable[];
}

const BLOCK_NAMES = Object.keys(BLOCKS) as Block[];
/** Characters. A mapping holds names alone. */
const LONGEST = 1024 * 1024;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Reads and checks the vendor's mapping file (contract section 3, "Mapping file").
 * @param file its path, for messages
 * @throws {InputError} every problem at once: unknown keys, wrong types, empty names, duplicates; each names the file, the
 *   block and the entry
 */
export async function parseMapping(text: string, file: string): Promise<Mapping> {
  const bare = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
  if (bare.length > LONGEST) {
    throw new InputError(`${file}: has more than ${LONGEST} characters, so it is no mapping file.`);
  }
  const top = await readJson(bare);
  const slips = await jsonSlips(bare);
  if (top === undefined) throw new InputError(`${file}: is no valid JSON${whereIn(slips.badLine)}.`);
  if (!isJsonObject(top)) {
    throw new InputError(`${file}: has to be a JSON object with the blocks ${BLOCK_NAMES.join(', ')}.`);
  }
  const blocks = BLOCK_NAMES.map((block) => readBlock(block, top, file));
  const variables = blocks.flatMap((block) => block.variables);
  const problems = [
    ...slips.duplicates.map((slip) => `${file}: ${slip}`),
    ...unknownKeys(top, BLOCK_NAMES).map((problem) => `${file}: ${problem}`),
    ...blocks.flatMap((block) => block.problems),
  ];
  if (problems.length === 0 && variables.length === 0) {
    problems.push(`${file}: maps no variable. Add an entry to one of its blocks, or leave \`mapping-file\` out.`);
  }
  if (problems.length > 0) throw new InputError(problems);
  return Object.freeze({ text: bare, variables });
}

function whereIn(badLine: number | undefined): string {
  return badLine === undefined ? '' : ` (line ${badLine})`;
}

interface BlockReading {
  readonly variables: readonly MappedVariable[];
  readonly problems: readonly string[];
}

function readBlock(block: Block, top: JsonObject, file: string): BlockReading {
  const list: JsonValue | undefined = Object.hasOwn(top, block) ? top[block] : [];
  if (!isJsonArray(list)) return { variables: [], problems: [`${file}: \`${block}\` has to be a list of entries.`] };
  const variables: MappedVariable[] = [];
  const problems: string[] = [];
  const names = new Set<string>();
  for (const [index, value] of list.entries()) {
    const entry = readEntry(block, value);
    const place = `${file}: ${block}, entry ${index + 1}${entry.name === undefined ? '' : ` (${quoteText(entry.name)})`}`;
    problems.push(...entry.problems.map((problem) => `${place}: ${problem}`));
    if (entry.name !== undefined && names.has(entry.name)) {
      problems.push(`${place}: another entry of the block has the same name. One of the two would be lost.`);
    }
    if (entry.name !== undefined) names.add(entry.name);
    variables.push(...entry.variables.map((variable) => ({ variable, place })));
  }
  return { variables, problems };
}

/** What `JSON.parse` does not tell, or tells only along with the text itself. */
interface JsonSlips {
  /** The line of the first mistake, where the text is no JSON; the first line is 1. */
  readonly badLine?: number;
  /** A sentence for each name that one object has twice with different values. */
  readonly duplicates: readonly string[];
}

async function jsonSlips(text: string): Promise<JsonSlips> {
  const { parse } = await import('lossless-json');
  const duplicates: string[] = [];
  try {
    parse(text, undefined, {
      onDuplicateKey: ({ key, position, newValue }) => {
        duplicates.push(`line ${lineAt(text, position)}: ${quoteText(key)} is there twice. Keep one of them.`);
        return newValue;
      },
    });
    return { duplicates };
  } catch (error) {
    // The message quotes the text: nothing but the position is taken from it.
    const position = error instanceof SyntaxError ? /position (\d{1,9})/.exec(error.message)?.[1] : undefined;
    return position === undefined ? { duplicates } : { duplicates, badLine: lineAt(text, Number(position)) };
  }
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}
