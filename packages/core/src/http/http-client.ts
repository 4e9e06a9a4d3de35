import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers';
import pLimit from 'p-limit';
import { transportAdvice } from './transport-advice.js';
import { TransportError } from '../errors/senhasegura-error.js';
import { shownPath } from '../errors/shown-path.js';
import type { ConnectionSettings } from './connection-settings.js';
import { type Attempt, createAttempt } from './attempt.js';
import { createConnectionsAhead } from './connections-ahead.js';
import type { HttpAnswer, HttpClient, HttpEffects, HttpRequest } from './http-types.js';
import { laneMaker } from './lane.js';
import { createLanes } from './lanes.js';
import type { Outcome, TransportFailure } from './outcome.js';
import { proxyFor } from './proxy.js';
import { type RetryBudget, createRetryBudget } from './retry-budget.js';
import { countingWaiting } from './waiting-requests.js';
import { withRetries } from './with-retries.js';

/** Connections to the vault at the same time, at most. */
const CONNECTIONS = 6;

const OWN_HEADERS = { accept: 'application/json', 'user-agent': 'senhasegura-action' };

const INSECURE =
  '`insecure` is set: the certificate of the vault is not verified, so anyone in between can read and change the secrets. Set `ca-certificate` instead.';

/** Statuses of a gateway that has given up: the vault may still be at work. */
const GATEWAY: ReadonlySet<number> = new Set([502, 504]);

/** Whether the vault does nothing for this request any more. */
function isOver(outcome: Outcome): boolean {
  return outcome.kind === 'answer' ? !GATEWAY.has(outcome.answer.status) : !outcome.failure.sent;
}

function noAnswer(
  request: HttpRequest,
  host: string,
  withProxy: boolean,
  failure: TransportFailure,
  note = '',
): TransportError {
  const { method, path } = request;
  const line = `${method} ${shownPath(path)} got no answer from ${host} (${failure.code}).`;
  const message = [line, transportAdvice(failure.kind, withProxy), note].filter((part) => part !== '').join(' ');
  // undici's own errors can quote what came over the wire: the cause names the code alone.
  return new TransportError(message, { method, path: shownPath(path) }, { cause: new Error(failure.code) });
}

/**
 * The way to a vault: at most six kept-alive connections, proxies, TLS, time-outs, bounds, redirects, retries.
 *
 * @throws InputError when the proxy's address can't be used; `send` throws one when the client certificate can't
 */
export function createHttpClient(
  connection: ConnectionSettings,
  effects: HttpEffects,
  budget: RetryBudget = createRetryBudget(connection.maxWait, () => effects.now()),
): HttpClient {
  const { url } = connection;
  if (!connection.tls.verify) effects.log.warning(INSECURE);
  const proxy = proxyFor(url, connection.proxy, (value) => {
    effects.onSecret(value);
  });
  const ahead = createConnectionsAhead(CONNECTIONS);
  const counted = countingWaiting(ahead.expect);
  const newLane = laneMaker(connection, proxy, ahead);
  let connecting = false;
  const lanes = createLanes(() => {
    if (!connecting) effects.beforeConnecting?.();
    connecting = true;
    return newLane();
  });
  let asked = false;
  const onSent = (): void => {
    if (!asked && effects.whileWaiting !== undefined) setImmediate(effects.whileWaiting);
    asked = true;
  };
  const once = createAttempt(url, lanes, onSent);
  // What waits for its turn must not spend its time-out on waiting.
  const limit = pLimit(CONNECTIONS);
  const attempt: Attempt = (request, timeout) =>
    limit(async () => {
      const outcome = await once(request, timeout);
      if (isOver(outcome)) request.onOver?.();
      return outcome;
    });

  const ending = new AbortController();
  // Each request that pauses listens: there may be many, and that is no leak.
  setMaxListeners(0, ending.signal);
  const untilClosed = { ...effects, sleep: (milliseconds: number) => effects.sleep(milliseconds, ending.signal) };

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const complete = counted({ ...request, headers: { ...OWN_HEADERS, ...request.headers } });
    const { outcome, note } = await withRetries(complete, attempt, connection, budget, untilClosed);
    if (outcome.kind === 'failure') throw noAnswer(request, url.host, proxy !== undefined, outcome.failure, note);
    return note === undefined ? outcome.answer : { ...outcome.answer, note };
  };
  const close = async () => {
    ending.abort();
    ahead.end();
    await lanes.destroy();
  };
  return { send, close };
}
