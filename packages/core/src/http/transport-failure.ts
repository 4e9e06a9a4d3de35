/** Why no answer came. */
export type TransportKind =
  | 'unknown-authority'
  | 'wrong-host'
  | 'expired'
  | 'not-yet-valid'
  | 'weak-certificate'
  | 'other-certificate'
  | 'client-certificate'
  | 'tls'
  | 'plain-http'
  | 'not-http'
  | 'dns-not-found'
  | 'dns-temporary'
  | 'refused'
  | 'unreachable'
  | 'reset'
  | 'cut-off'
  | 'connect-timeout'
  | 'timeout'
  | 'proxy-authentication'
  | 'proxy-refused'
  | 'proxy-unavailable'
  | 'proxy-certificate'
  | 'proxy-not-http'
  | 'proxy-no-tls'
  | 'proxy-no-tunnel'
  | 'too-large'
  | 'headers-too-large'
  | 'closed'
  | 'not-begun'
  | 'other';

const CODES: Readonly<Record<string, TransportKind>> = Object.assign(Object.create(null) as object, {
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-authority',
  SELF_SIGNED_CERT_IN_CHAIN: 'unknown-authority',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'unknown-authority',
  CERT_UNTRUSTED: 'unknown-authority',
  ERR_TLS_CERT_ALTNAME_INVALID: 'wrong-host',
  HOSTNAME_MISMATCH: 'wrong-host',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_REVOKED: 'other-certificate',
  CERT_REJECTED: 'other-certificate',
  CERT_SIGNATURE_FAILURE: 'other-certificate',
  CERT_CHAIN_TOO_LONG: 'other-certificate',
  INVALID_CA: 'other-certificate',
  INVALID_PURPOSE: 'other-certificate',
  PATH_LENGTH_EXCEEDED: 'other-certificate',
  EE_KEY_TOO_SMALL: 'weak-certificate',
  CA_KEY_TOO_SMALL: 'weak-certificate',
  CA_MD_TOO_WEAK: 'weak-certificate',
  ERR_SSL_WRONG_VERSION_NUMBER: 'plain-http',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'plain-http',
  ERR_SSL_HTTP_REQUEST: 'plain-http',
  ERR_SSL_UNKNOWN_PROTOCOL: 'plain-http',
  ENOTFOUND: 'dns-not-found',
  EAI_NONAME: 'dns-not-found',
  EAI_NODATA: 'dns-not-found',
  EAI_AGAIN: 'dns-temporary',
  EAI_FAIL: 'dns-temporary',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ECONNRESET: 'reset',
  ECONNABORTED: 'reset',
  EPIPE: 'reset',
  UND_ERR_SOCKET: 'reset',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'cut-off',
  ETIMEDOUT: 'connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'headers-too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_CLOSED: 'closed',
} satisfies Record<string, TransportKind>);

/** Alerts with which a server turns a client certificate, or the lack of one, down. OpenSSL's releases differ in the words before. */
const CERTIFICATE_ALERT =
  /_ALERT_(?:BAD_CERTIFICATE|CERTIFICATE_\w+|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|NO_CERTIFICATE)$/;

const REPEATABLE: ReadonlySet<TransportKind> = new Set([
  'dns-temporary',
  'refused',
  'unreachable',
  'reset',
  'cut-off',
  'connect-timeout',
  'timeout',
  'proxy-unavailable',
]);

/** Whether the same request may succeed a moment later. */
export function isPassing(kind: TransportKind): boolean {
  return REPEATABLE.has(kind);
}

const OF_CERTIFICATE: ReadonlySet<TransportKind> = new Set([
  'unknown-authority',
  'wrong-host',
  'expired',
  'not-yet-valid',
  'weak-certificate',
  'other-certificate',
]);

/** Whether the certificate that a server showed was not accepted. */
export function isOfCertificate(kind: TransportKind): boolean {
  return OF_CERTIFICATE.has(kind);
}

/** Failures that tell of one answer, or of this end: another request may well get through. */
const REACHED: ReadonlySet<TransportKind> = new Set([
  'not-http',
  'cut-off',
  'too-large',
  'headers-too-large',
  'closed',
  'not-begun',
]);

/** Whether the vault is out of reach, for other requests too. */
export function isOutOfReach(kind: TransportKind): boolean {
  return !REACHED.has(kind);
}

/** Codes of Node's net, tls and dns, of OpenSSL's verification, and of undici. */
export function kindOfCode(code: string): TransportKind {
  const kind = CODES[code];
  if (kind !== undefined) return kind;
  if (code.startsWith('HPE_')) return 'not-http';
  if (CERTIFICATE_ALERT.test(code)) return 'client-certificate';
  return code.startsWith('ERR_SSL_') || code === 'EPROTO' ? 'tls' : 'other';
}

/** The status of a proxy that did not open the tunnel. */
export function kindOfProxyStatus(status: number): TransportKind {
  if (status === 407) return 'proxy-authentication';
  return status === 408 || status === 429 || status >= 500 ? 'proxy-unavailable' : 'proxy-refused';
}

/** Why there is no answer. */
export interface TransportFailure {
  readonly kind: TransportKind;
  /** The code of Node, OpenSSL or undici, e.g. `ECONNRESET`. */
  readonly code: string;
  /** Whether any byte of the request was handed to a connection to the vault. */
  readonly sent: boolean;
  /** What the server showed where its certificate was not accepted, a sentence. */
  readonly shown?: string | undefined;
}

/** How far a request came. */
export interface Progress {
  phase: 'connecting' | 'sent' | 'answering';
}

/** The time for one request is over. */
export class DeadlineError extends Error {
  readonly code = 'TIMEOUT';
}

/** What went wrong on the way to a proxy, or with what it answered. */
export class ProxyError extends Error {
  readonly kind: TransportKind;
  readonly code: string;

  constructor(kind: TransportKind, code: string) {
    super(code);
    this.kind = kind;
    this.code = code;
  }
}

/** A server's certificate was not accepted. */
export class CertificateError extends Error {
  readonly code: string;
  /** What the server showed, a sentence. */
  readonly shown: string;

  constructor(code: string, shown: string) {
    super(code);
    this.code = code;
    this.shown = shown;
  }
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

/** Turns what undici or Node threw into a failure. Keeps the code only: undici's parser errors quote the answer. */
export function transportFailure(error: unknown, progress: Progress): TransportFailure {
  const sent = progress.phase !== 'connecting';
  if (error instanceof ProxyError) return { kind: error.kind, code: error.code, sent };
  const codes = codesOf(error);
  const code = codes.find((candidate) => kindOf(candidate, progress.phase) !== 'other') ?? codes[0] ?? 'UNKNOWN';
  const shown = error instanceof CertificateError ? error.shown : undefined;
  return { kind: kindOf(code, progress.phase), code, sent, shown };
}
