import type { Authenticator } from '../auth/authenticator.js';
import { failedCall, type Failure } from '../errors/failed-call.js';
import { NoSuchRouteError } from '../errors/senhasegura-error.js';
import type { Authorization, HttpAnswer, HttpClient, HttpMethod, HttpRequest, Repeat } from '../http/http-types.js';
import { judgeAnswer, type Payload } from '../http/envelope.js';
import { isJsonObject, type JsonObject, readJson } from '../values/json-value.js';
import { unexpectedAnswer } from './answer-fields.js';
import { type ApiChoice, createRouteFallback, type RouteFallback } from '../http/route-fallback.js';

/** The body of a call: a form or JSON, never both. */
export type CallBody =
  | { readonly form?: Readonly<Record<string, string>> | undefined; readonly json?: never }
  | { readonly form?: never; readonly json?: JsonObject | undefined };

/** May resolve with what to call when the vault does nothing for that request any more. */
export type Told = Promise<void> | Promise<() => void>;
export type BeforeSending = () => Told;

export type VaultCall = CallBody & {
  readonly method: HttpMethod;
  /** Begins with `/iso` or `/api`; ids in it are percent-encoded by the caller. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly repeat: Repeat;
  /** The call has something done, and brings nothing: that it was done has to be said in an envelope (contract section 1). */
  readonly acts?: true;
  /** Awaited when the call is authorized and about to be sent, each time that it is. */
  readonly beforeSending?: BeforeSending | undefined;
};

/** What the vault said, and with which HTTP status. */
export interface VaultAnswer {
  readonly status: number;
  readonly payload: Payload;
}

export interface Vault extends RouteFallback {
  /**
   * Asks the vault and reads its answer. A 401 renews the token once and repeats the call once.
   *
   * @throws AuthenticationError, APIError (NoSuchRouteError among them), TransportError
   */
  call(call: VaultCall): Promise<Payload>;
  /** As `call`, and tells the status too. */
  ask(call: VaultCall): Promise<VaultAnswer>;
}

export interface VaultParts {
  readonly http: HttpClient;
  readonly authenticator: Authenticator;
  readonly api: ApiChoice;
}

type Body = Pick<HttpRequest, 'headers' | 'body'>;

function bodyOf({ form, json }: CallBody): Body {
  if (form !== undefined) {
    return {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    };
  }
  if (json !== undefined) return { headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
  return { headers: {} };
}

function isAboutToken({ status, reason }: Failure): boolean {
  return status === 401 && reason !== 'inactive-authorization' && reason !== 'address-not-allowed';
}

/** `{}` is no success: whatever stands in front of a vault can answer so. A 204 has nothing to say it with. */
async function saysDone({ status, body }: Pick<HttpAnswer, 'status' | 'body'>): Promise<boolean> {
  if (status === 204) return true;
  const top = await readJson(body);
  if (!isJsonObject(top)) return false;
  return (isJsonObject(top.response) && Object.keys(top.response).length > 0) || Object.hasOwn(top, 'code');
}

/** The vault: every call is authorized, sent, and its envelope opened. */
export function createVault({ http, authenticator, api }: VaultParts): Vault {
  const attempt = async (call: VaultCall, mayRenew: boolean): Promise<VaultAnswer> => {
    const { headers, body } = bodyOf(call);
    let authorization: Authorization | undefined;
    const answer = await http.send({
      method: call.method,
      path: call.path,
      query: call.query,
      headers,
      body,
      repeat: call.repeat,
      authorize: async () => {
        authorization = await authenticator.authorize({ ...call, headers, body });
        const onOver = await call.beforeSending?.();
        return typeof onOver === 'function' ? { ...authorization, onOver } : authorization;
      },
    });
    const reading = await judgeAnswer(answer);
    if (reading.kind === 'payload') {
      if (call.acts && !(await saysDone(answer)))
        throw unexpectedAnswer(call.method, call.path, 'a word that it was done');
      return { status: answer.status, payload: reading.payload };
    }
    const { failure } = reading;
    if (!isAboutToken(failure)) throw failedCall(failure, call, answer.note);
    if (mayRenew && authorization !== undefined && (await authenticator.renew(authorization))) {
      return attempt(call, false);
    }
    throw failedCall(failure, call, authenticator.advice ?? answer.note);
  };
  return {
    ...createRouteFallback(api),
    ask: (call) => attempt(call, true),
    call: async (call) => (await attempt(call, true)).payload,
  };
}

/** Asks the first of these ways whose route the vault has: for spellings that differ between versions. */
export async function firstRoute<T>(way: () => Promise<T>, ...others: readonly (() => Promise<T>)[]): Promise<T> {
  try {
    return await way();
  } catch (error) {
    const [next, ...rest] = others;
    if (!(error instanceof NoSuchRouteError) || next === undefined) throw error;
    return firstRoute(next, ...rest);
  }
}
