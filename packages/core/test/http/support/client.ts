import { authorizedRequest, createHttpClient } from '../../../src/http/http-client.js';
import type {
  HttpAnswer,
  HttpClient,
  HttpEffects,
  HttpRequest,
  ConnectionSettings,
} from '../../../src/http/http-types.js';
import { SenhaseguraError } from '../../../src/errors/senhasegura-error.js';

/** Effects that write down what they are asked for. Sleeping takes no time: it moves the clock. */
export interface RecordedEffects extends HttpEffects {
  readonly messages: string[];
  readonly secrets: string[];
  readonly sleeps: number[];
  advance(milliseconds: number): void;
}

export function recordedEffects(random = 0.5): RecordedEffects {
  const messages: string[] = [];
  const secrets: string[] = [];
  const sleeps: number[] = [];
  let clock = Date.UTC(2026, 0, 1);
  const note = (level: string) => (message: string) => {
    messages.push(`${level}: ${message}`);
  };
  return {
    messages,
    secrets,
    sleeps,
    log: {
      debug: (message) => {
        // What each request came to has a test of its own.
        if (!/, \d+ ms\b/.test(message)) note('debug')(message);
      },
      info: note('info'),
      notice: note('notice'),
      warning: note('warning'),
    },
    onSecret: (value) => {
      secrets.push(value);
    },
    now: () => clock,
    random: () => random,
    sleep: (milliseconds) => {
      sleeps.push(milliseconds);
      clock += milliseconds;
      return Promise.resolve();
    },
    advance: (milliseconds) => {
      clock += milliseconds;
    },
  };
}

export function connectionTo(url: string, changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return {
    url: new URL(url),
    tls: { verify: true },
    proxy: {},
    timeout: 5000,
    retries: 0,
    maxWait: 60_000,
    ...changes,
  };
}

const open: HttpClient[] = [];

export function clientOf(
  url: string,
  changes: Partial<ConnectionSettings> = {},
  effects: HttpEffects = recordedEffects(),
): HttpClient {
  const client = createHttpClient(connectionTo(url, changes), effects);
  open.push(client);
  return client;
}

/** For `afterEach`. */
export async function closeClients(): Promise<void> {
  await Promise.all(open.splice(0).map((client) => client.close()));
}

export const read = (path = '/iso/thing'): HttpRequest => ({ method: 'GET', path, headers: {}, repeat: 'safe' });

/** The error that work ends with; work that succeeds is a failed test. */
export async function failureOf(work: Promise<unknown>): Promise<SenhaseguraError> {
  const outcome = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof SenhaseguraError) return outcome;
  throw new Error('expected a SenhaseguraError', { cause: outcome });
}

/** An HTTP client that answers from a function and writes down what it was asked. */
export function answering(
  answer: (request: HttpRequest) => Partial<HttpAnswer> | Promise<Partial<HttpAnswer>>,
): HttpClient & {
  readonly asked: HttpRequest[];
} {
  const asked: HttpRequest[] = [];
  return {
    asked,
    send: async (asking) => {
      const request = await authorizedRequest(asking);
      asked.push(request);
      return { status: 200, headers: {}, body: '{}', ...(await answer(request)) };
    },
    close: () => Promise.resolve(),
  };
}
