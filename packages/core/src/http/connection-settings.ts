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
