import { setMaxListeners } from 'node:events';
import { setImmediate } from 'node:timers';
import pLimit from 'p-limit';
import { shownPath } from '../errors/message-text.js';
import { TransportError } from '../errors/senhasegura-error.js';
import { type Outcome, sendOnce, shownOutcome } from './attempt.js';
import { type Connections, CONNECTIONS, createConnections } from './connections.js';
import type { ConnectionSettings, HttpAnswer, HttpClient, HttpEffects, HttpRequest } from './http-types.js';
import { type Proxy, proxyFor } from './proxy.js';
import { type RetryBudget, createRetryBudget } from './retry-budget.js';
import { transportAdvice } from './transport-advice.js';
import { isOutOfReach, type TransportFailure } from './transport-failure.js';
import { type Attempt, withRetries } from './with-retries.js';

/** No coding of the body: small answers gain nothing, and a secret beside a text of the caller's choice loses (BREACH). */
const OWN_HEADERS = { accept: 'application/json', 'accept-encoding': 'identity', 'user-agent': 'senhasegura-action' };

const CLOSED: Outcome = { kind: 'failure', failure: { kind: 'closed', code: 'UND_ERR_CLOSED', sent: false } };

const NOT_BEGUN: Outcome = { kind: 'failure', failure: { kind: 'not-begun', code: 'NOT_SENT', sent: false } };

const INSECURE =
  '`insecure` is set: the certificate of the vault is not verified, so anyone in between can read and change the secrets. Set `ca-certificate` instead.';

/** Statuses of a gateway that has given up: the vault may still be at work. */
const GATEWAY: ReadonlySet<number> = new Set([502, 504]);

/** Whether the vault does nothing for this request any more. */
function isOver(outcome: Outcome): boolean {
  return outcome.kind === 'answer' ? !GATEWAY.has(outcome.status) : !outcome.failure.sent;
}

function noAnswer(
  request: HttpRequest,
  host: string,
  proxy: Proxy | undefined,
  failure: TransportFailure,
  note = '',
): TransportError {
  const { method, path } = request;
  const line = `${method} ${shownPath(path)} got no answer from ${host}${proxy === undefined ? '' : ` through the proxy ${proxy.uri}`} (${failure.code}).`;
  const message = [line, failure.shown ?? '', transportAdvice(failure.kind, proxy !== undefined), note]
    .filter((part) => part !== '')
    .join(' ');
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
  const ending = new AbortController();
  // Each request that pauses listens: there may be many, and that is no leak.
  setMaxListeners(0, ending.signal);
  const untilClosed = { ...effects, sleep: (milliseconds: number) => effects.sleep(milliseconds, ending.signal) };

  let connections: Connections | undefined;
  const connected = (): Connections => {
    if (connections === undefined) effects.beforeConnecting?.();
    return (connections ??= createConnections(connection, proxy));
  };
  let asked = false;
  const onSent = (): void => {
    if (!asked && effects.whileWaiting !== undefined) setImmediate(effects.whileWaiting);
    asked = true;
  };
  // Turns: what waits for its own must neither spend its time-out on that, nor be authorized before. What authorizes can be a request
  // itself: that has turns of its own, and a connection too, the one that waits for it has none yet.
  const turns = { own: pLimit(CONNECTIONS), authorized: pLimit(CONNECTIONS) };
  const attempt: Attempt = (request, timeout) =>
    turns[request.authorize === undefined ? 'own' : 'authorized'](async () => {
      if (budget.lost() && request.method === 'GET') return NOT_BEGUN;
      const complete = await authorizedRequest(request);
      if (ending.signal.aborted) return CLOSED;
      const began = effects.now();
      const outcome = await sendOnce(complete, timeout(), { base: url, connections: connected(), onSent });
      effects.log.debug(requestLine(request, outcome, effects.now() - began, proxy));
      if (isOver(outcome)) complete.onOver?.();
      return outcome;
    });

  const send = async (request: HttpRequest): Promise<HttpAnswer> => {
    const complete = { ...request, headers: { ...OWN_HEADERS, ...request.headers } };
    const { outcome, note } = await withRetries(complete, attempt, connection, budget, untilClosed);
    // What is not repeated has not been patient: it tells nothing of what comes after.
    if (outcome.kind === 'failure' && request.repeat === 'safe' && isOutOfReach(outcome.failure.kind)) budget.lose();
    if (outcome.kind === 'failure') throw noAnswer(request, url.host, proxy, outcome.failure, note);
    return note === undefined ? outcome.answer : { ...outcome.answer, note };
  };
  const close = async () => {
    ending.abort();
    await connections?.destroy();
  };
  return { send, close };
}

/** `GET /iso/sctm/secret: status 200, 12 ms, through the proxy http://proxy:3128`: no query, which can hold a secret, and no body. */
function requestLine({ method, path }: HttpRequest, outcome: Outcome, took: number, proxy: Proxy | undefined): string {
  const way = proxy === undefined ? '' : `, through the proxy ${proxy.uri}`;
  return `${method} ${shownPath(path)}: ${shownOutcome(outcome)}, ${Math.round(took)} ms${way}`;
}

/** A request with what its `authorize` adds, asked for now. */
export async function authorizedRequest(request: HttpRequest): Promise<HttpRequest> {
  const { authorize, ...plain } = request;
  if (authorize === undefined) return plain;
  const { headers, query, onOver } = await authorize();
  return { ...plain, onOver, headers: { ...plain.headers, ...headers }, query: { ...plain.query, ...query } };
}
