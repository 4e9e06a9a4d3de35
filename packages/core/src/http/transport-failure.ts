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

/** The codes of an error and of what it holds: all addresses of a host failed, each in its own way. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const inner = error instanceof AggregateError ? error.errors.flatMap(codesOf) : [];
  return [...inner, ...own, ...codesOf(error.cause)];
}

function kindOf(code: string, phase: Progress['phase']): TransportKind {
  if (code === 'TIMEOUT') return phase === 'connecting' ? 'connect-timeout' : 'timeout';
  const kind = kindOfCode(code);
  if (kind === 'reset' && phase === 'answering') return 'cut-off';
  return kind;
}

/** undici tells the status of a proxy's refusal only in the message. */
function proxyStatus(error: unknown): number | undefined {
  const match = error instanceof Error ? /^Proxy response \((\d{3})\) !== 200/.exec(error.message) : null;
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
