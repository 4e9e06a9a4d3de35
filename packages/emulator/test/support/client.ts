import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Emulator } from '../../src/index.js';

/** An answer as a test looks at it. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The JSON of the body; throws when it is none. */
  json(): Json;
}

/** JSON for assertions: every property of it is again such a value. */
export interface Json {
  readonly [name: string]: Json;
  readonly [index: number]: Json;
}

export interface CallOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** A client that shares nothing with the product's own: node:https, one kept-alive connection. */
export interface Client {
  call(method: string, path: string, options?: CallOptions): Promise<Answered>;
  /** Asks for a token of the named authorization and gives the Authorization header. */
  bearer(name?: string): Promise<Readonly<Record<string, string>>>;
  /** A call with a fresh token of the named authorization. */
  as(name: string, method: string, path: string, options?: CallOptions): Promise<Answered>;
  close(): void;
}

export function clientOf(emulator: Emulator): Client {
  const secure = emulator.url.startsWith('https:');
  const agent = secure
    ? new HttpsAgent({ ca: emulator.ca, keepAlive: true, maxSockets: 1 })
    : new HttpAgent({ keepAlive: true, maxSockets: 1 });
  const call = (method: string, path: string, options: CallOptions = {}): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const { type, content } = contentOf(options);
      const { cert, key } = options;
      const headers = { ...(type !== undefined && { 'content-type': type }), ...options.headers };
      const send = secure ? httpsRequest : httpRequest;
      const request = send(
        emulator.url + path,
        { method, headers, agent, ...(cert !== undefined && { cert, key }) },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('error', reject);
          response.on('end', () => {
            const bytes = Buffer.concat(chunks);
            const text = bytes.toString('utf8');
            const status = response.statusCode ?? 0;
            resolve({ status, headers: response.headers, bytes, text, json: () => JSON.parse(text) as Json });
          });
        },
      );
      request.on('error', reject);
      request.end(content);
    });
  const bearer = async (name = 'default') => {
    const auth = emulator.authorizations[name]?.auth;
    if (auth?.method !== 'oauth2') throw new Error(`${name} is no OAuth 2.0 authorization`);
    const form = { grant_type: 'client_credentials', client_id: auth.clientId, client_secret: auth.clientSecret };
    const answer = await call('POST', '/iso/oauth2/token', { form });
    const token = JSON.parse(answer.text) as { access_token: string };
    return { authorization: `Bearer ${token.access_token}` };
  };
  return {
    call,
    bearer,
    as: async (name, method, path, options = {}) =>
      call(method, path, { ...options, headers: { ...options.headers, ...(await bearer(name)) } }),
    close: () => {
      agent.destroy();
    },
  };
}

function contentOf({ form, json, body }: CallOptions): { type?: string; content?: string } {
  if (form) return { type: 'application/x-www-form-urlencoded', content: new URLSearchParams(form).toString() };
  if (json !== undefined) return { type: 'application/json', content: JSON.stringify(json) };
  return body === undefined ? {} : { content: body };
}
