import type { Log } from '../errors/log.js';

export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/**
 * When a request may be sent again. `safe`: it changes nothing, or the same thing again. `only-before-acting`: only where
 * the vault can't have acted on it: no connection, or an answer that says so (425, 429).
 */
export type Repeat = 'safe' | 'only-before-acting';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Begins with a slash; lies below the prefix that the vault's URL has. Percent-encoded, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly repeat: Repeat;
  /** Asked before each attempt for what to add: a signature is good for one request only. */
  readonly authorize?: (() => Promise<Authorization>) | undefined;
  /** Called after each attempt after which the vault does nothing for it any more: it was answered, or never sent. */
  readonly onOver?: (() => void) | undefined;
}

/** What proves to the vault who asks. */
export interface Authorization {
  readonly headers: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** As `HttpRequest` has it. */
  readonly onOver?: (() => void) | undefined;
}

/** An answer of whatever status, read in full. */
export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case; a header that came several times is a list. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
  /** What came of repeating the request: a sentence for an error message. Absent where nothing was repeated. */
  readonly note?: string | undefined;
}

export interface HttpClient {
  /**
   * Sends a request, repeats it as its `repeat` and the settings allow, and returns the last answer.
   *
   * @throws TransportError when no answer came, APIError for a redirect that is not followed and for a body that is not UTF-8.
   */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Ends the connections at once. Requests that are still under way fail. */
  close(): Promise<void>;
}

/** A wait that may be long enough for somebody to wonder. */
export interface Wait {
  /** What is waited for, the end of `Waiting for ...`. */
  readonly what: string;
  /** Milliseconds from now after which it is over in any case. */
  readonly atMost: number;
}

/** What the HTTP client needs of the world. */
export interface HttpEffects {
  readonly log: Log;
  /** Takes a text that must be masked from now on. */
  onSecret(value: string): void;
  /** Milliseconds since 1970; never goes back during a run. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** Ends at once when the signal says so; that is no error. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** Told when such a wait begins; what it gives is called when the wait is over. */
  readonly onWait?: ((wait: Wait) => () => void) | undefined;
  /** Called once, before the first connection. */
  readonly beforeConnecting?: (() => void) | undefined;
  /** Called once, when the first request is on its way: the time for what a run needs later. */
  readonly whileWaiting?: (() => void) | undefined;
}

/** What the world outside a client is made of; replaced in tests. */
export type Surroundings = Pick<HttpEffects, 'now' | 'random' | 'sleep' | 'beforeConnecting'>;

export interface TlsSettings {
  /** PEM certificates that are trusted besides the system's. */
  readonly extraAuthorities?: string;
  /** Mutual TLS: PEM texts. */
  readonly client?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  /** Absent: whom Node trusts by its environment. `bundled`: only the authorities that come with Node, and `extraAuthorities`. */
  readonly roots?: 'bundled';
  /** `false`: the `insecure` setting. */
  readonly verify: boolean;
}

/** Proxies, as the environment names them; empty strings count as absent. */
export interface ProxySettings {
  readonly httpProxy?: string;
  readonly httpsProxy?: string;
  readonly noProxy?: string;
}

export interface ConnectionSettings {
  /** https, or http for a loopback address. Its path, without a slash at the end, is a prefix of every call's path. */
  readonly url: URL;
  readonly tls: TlsSettings;
  readonly proxy: ProxySettings;
  /** Milliseconds for one request, connecting included. */
  readonly timeout: number;
  /** How often a request is repeated at most. */
  readonly retries: number;
  /** Milliseconds in all that repeating may add to a run. */
  readonly maxWait: number;
}
