import { kindOfCode, kindOfProxyStatus, type TransportKind } from './transport-kind.js';
import type { TransportFailure } from './outcome.js';

/** How far a request came. */
export interface Progress {
  phase: 'connecting' | 'sent' | 'answering';
}

/** The time for one request is over. */
export class DeadlineError extends Error {
  readonly code = 'TIMEOUT';
}

/** What the errors of Node and undici are read by. Not `instanceof`: they can come from another realm. */
interface ThrownParts {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
  readonly cause?: unknown;
}

function partsOf(error: unknown): ThrownParts {
  return typeof error === 'object' && error !== null ? error : {};
}

/** The codes of an error and of what it holds: all addresses of a host failed, each in its own way. */
function codesOf(error: unknown, depth = 0): readonly string[] {
  const { name, code, errors, cause } = partsOf(error);
  if (depth > 3) return [];
  if (typeof code === 'string') return [...innerCodes(errors, depth), code];
  // The first words of an answer that is not HTTP leave undici's parser without a code.
  if (name === 'HTTPParserError') return ['HPE_UNKNOWN'];
  return [...innerCodes(errors, depth), ...(cause === undefined ? [] : codesOf(cause, depth + 1))];
}

function innerCodes(errors: unknown, depth: number): readonly string[] {
  return Array.isArray(errors) ? errors.flatMap((inner) => codesOf(inner, depth + 1)) : [];
}

function kindOf(code: string, phase: Progress['phase']): TransportKind {
  if (code === 'TIMEOUT') return phase === 'connecting' ? 'connect-timeout' : 'timeout';
  const kind = kindOfCode(code);
  if (kind === 'reset' && phase === 'answering') return 'cut-off';
  return kind;
}

/** undici tells the status of a proxy's refusal only in the message. */
function proxyStatus(error: unknown): number | undefined {
  const { message } = partsOf(error);
  const match = typeof message === 'string' ? /^Proxy response \((\d{3})\) !== 200/.exec(message) : null;
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Turns what undici or Node threw into a failure. Keeps the code only: undici's parser errors quote the answer. */
export function transportFailure(error: unknown, progress: Progress): TransportFailure {
  const sent = progress.phase !== 'connecting';
  const status = proxyStatus(error);
  if (status !== undefined) return { kind: kindOfProxyStatus(status), code: `proxy status ${status}`, sent };
  const codes = codesOf(error);
  const code = codes.find((candidate) => kindOf(candidate, progress.phase) !== 'other') ?? codes[0] ?? 'UNKNOWN';
  return { kind: kindOf(code, progress.phase), code, sent };
}
