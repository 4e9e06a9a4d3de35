import { type ApplicationContext, CleanupError } from '@senhasegura-action/core/internal';
import { EMPTY_LEDGER, LEDGER_LISTS, type Ledger, enter, type SshAgent } from './ledger.js';

/** The version of the text form; a post step only ever reads what a main step of the same release wrote. */
const VERSION = 1;

/** A ledger as one line of JSON in ASCII, so that it can be cut anywhere. */
export function formatLedger(ledger: Ledger): string {
  const json = JSON.stringify({ version: VERSION, ...ledger });
  return json.replaceAll(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * Reads what `formatLedger` wrote.
 * @throws {CleanupError} when the text is anything else: what can't be trusted is not acted upon
 */
export function parseLedger(text: string): Ledger {
  const content = parseObject(text);
  if (content.version !== VERSION) throw unreadable();
  const authorization = content.authorization;
  const lists = LEDGER_LISTS.map((list) => [list, texts(content[list])]);
  return enter(EMPTY_LEDGER, {
    ...(Object.fromEntries(lists) as Partial<Ledger>),
    ...(authorization === undefined ? {} : { authorization: context(authorization) }),
    ...(content.agent === undefined ? {} : { agent: agentIn(content.agent) }),
  });
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw unreadable();
  }
  if (!isRecord(content)) throw unreadable();
  return content;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function texts(value: unknown): readonly string[] {
  if (!Array.isArray(value)) throw unreadable();
  return value.map((entry: unknown) => {
    if (typeof entry !== 'string') throw unreadable();
    return entry;
  });
}

function context(value: unknown): ApplicationContext {
  if (!isRecord(value)) throw unreadable();
  const [application, system, environment] = texts([value.application, value.system, value.environment]);
  if (application === undefined || system === undefined || environment === undefined) throw unreadable();
  return Object.freeze({ application, system, environment });
}

function agentIn(value: unknown): SshAgent {
  if (!isRecord(value)) throw unreadable();
  const [socket, pid] = texts(value.pid === undefined ? [value.socket] : [value.socket, value.pid]);
  if (socket === undefined) throw unreadable();
  return Object.freeze({ socket, ...(pid === undefined ? {} : { pid }) });
}

function unreadable(): CleanupError {
  return new CleanupError(
    'The list of what has to be taken back is damaged, so nothing was taken back. Release custodies in the console, and delete leftover files.',
  );
}

/**
 * A CI system hands each saved value to the post step as one variable, and Linux starts no process with a variable of 128
 * KiB. The text is ASCII: a character is a byte.
 */
const LONGEST_PART = 100_000;

const COUNT = 'ledger_parts';

/** A long text as values that a CI system keeps for the post step, by name. */
export function toStateParts(text: string): ReadonlyMap<string, string> {
  const parts: string[] = [];
  for (let start = 0; start < text.length; start += LONGEST_PART) parts.push(text.slice(start, start + LONGEST_PART));
  return new Map([
    [COUNT, String(parts.length)],
    ...parts.map((part, index): [string, string] => [`ledger_${index}`, part]),
  ]);
}

/** The text that `toStateParts` cut up, or `undefined` where none was saved. */
export function fromStateParts(stateOf: (name: string) => string): string | undefined {
  const count = Number(stateOf(COUNT));
  if (!(count > 0)) return undefined;
  return Array.from({ length: count }, (_, index) => stateOf(`ledger_${index}`)).join('');
}
