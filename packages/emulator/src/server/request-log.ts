import type { IncomingHttpHeaders } from 'node:http';
import type { RequestBody } from '../wire/body.js';

/** A request that reached the vault. */
export interface LoggedRequest {
  /** 1 for the first request. */
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly method: string;
  /** The path as sent, without the query. */
  readonly path: string;
  /** The query as sent, without the question mark. */
  readonly query: string;
  /** Header values by lower-case name; of Authorization only the scheme. */
  readonly headers: Readonly<Record<string, string>>;
  /** 1 for the first connection. Requests with one number shared a connection. */
  readonly connection: number;
  /** The fields of a form or JSON body by name; the client secret is left out. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The name of the authorization that called, once it has proved itself. */
  caller?: string;
  /** The HTTP status that was sent; absent while the request is under way or when a fault cut it. */
  status?: number;
  /** The kind of the fault that it met. */
  fault?: string;
}

export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  add(request: {
    readonly method: string;
    readonly path: string;
    readonly query: string;
    readonly headers: IncomingHttpHeaders;
    readonly connection: number;
    readonly body: RequestBody;
  }): LoggedRequest;
  /** Keeps the vault's answer to a request; of many the last hundred, of a long one its first 64 KiB. */
  keepAnswer(request: LoggedRequest, answer: Buffer): void;
  answerOf(sequence: number): string | undefined;
  /** Says that the exchange is over. */
  tell(request: LoggedRequest): void;
  clear(): void;
}

/** @param told - called once with every request, when its answer has been sent or cut */
export function makeRequestLog(told: (request: LoggedRequest) => void = () => undefined): RequestLog {
  const entries: LoggedRequest[] = [];
  const answers = new Map<number, string>();
  let sequence = 0;
  return {
    entries,
    add({ method, path, query, headers, connection, body }) {
      sequence += 1;
      const entry = {
        ...{ sequence, time: new Date().toISOString(), method, path, query, connection },
        headers: loggedHeaders(headers),
        body: Object.fromEntries([...body.fields].filter(([name]) => name !== 'client_secret')),
      };
      entries.push(entry);
      return entry;
    },
    tell: told,
    keepAnswer({ sequence: number }, answer) {
      answers.set(number, answer.subarray(0, 64 * 1024).toString('utf8'));
      answers.delete(number - 100);
    },
    answerOf: (number) => answers.get(number),
    clear() {
      entries.length = 0;
      answers.clear();
    },
  };
}

function loggedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const logged = Object.entries(headers).map(([name, value]): [string, string] => {
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
    return [name, name === 'authorization' ? (text.split(' ', 1)[0] ?? '') : text];
  });
  return Object.fromEntries(logged);
}
