import {
  APIError,
  AuthenticationError,
  InputError,
  MissingSecretError,
  NoSuchRouteError,
  TransportError,
} from '@senhasegura-action/core/internal';

/** The exit codes of design section 5. */
export const EXIT = { done: 0, failed: 1, usage: 2, authentication: 3, notFound: 4, unreachable: 5, found: 6 } as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The vault's codes for what is not there or out of reach (wire contract section 1). */
const NOT_FOUND: ReadonlySet<number> = new Set([1005, 1006, 1007, 1009, 1011, 1015, 1016, 1023]);
/** What a gateway says when there is no vault behind it. */
const NO_VAULT: ReadonlySet<number> = new Set([502, 503, 504]);

/** The exit code that tells of an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof MissingSecretError) return EXIT.notFound;
  if (error instanceof InputError) return EXIT.usage;
  if (error instanceof AuthenticationError) return EXIT.authentication;
  if (error instanceof TransportError) return EXIT.unreachable;
  if (error instanceof APIError) return exitCodeOfAnswer(error);
  return EXIT.failed;
}

function exitCodeOfAnswer(error: APIError): ExitCode {
  if (NO_VAULT.has(error.status)) return EXIT.unreachable;
  if (error instanceof NoSuchRouteError) return EXIT.failed;
  if (error.vaultCode !== undefined && NOT_FOUND.has(error.vaultCode)) return EXIT.notFound;
  return error.status === 403 || error.status === 404 ? EXIT.notFound : EXIT.failed;
}
