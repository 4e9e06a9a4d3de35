import type { Request } from 'aws4';
import type { HttpMethod } from '../http/http-types.js';

/** A request as it is sent. */
export interface AwsSignable {
  readonly method: HttpMethod;
  /** Host and port, as in the header. */
  readonly host: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  /** What is signed besides the host and what signing adds. Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Who signs, and for what. */
export interface AwsIdentity {
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Comes with temporary keys. */
  readonly sessionToken?: string;
}

/** `20150830T123600Z` */
function amzDate(at: number): string {
  return new Date(at).toISOString().replace(/[:-]|\.\d{3}/g, '');
}

/**
 * Not signed: what stands between here and the vault may pass the body on in another way, e.g. in chunks. The body itself
 * is signed.
 */
const UNSIGNED = { 'content-length': true };

/**
 * Signs a request with AWS Signature Version 4.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 *
 * @param at milliseconds since 1970
 * @returns the headers to add, names in lower case: `authorization`, `x-amz-date`, `x-amz-security-token` for temporary keys
 */
export async function signForAws(
  { method, host, target, headers, body }: AwsSignable,
  { region, service, ...keys }: AwsIdentity,
  at: number,
): Promise<Record<string, string>> {
  // Few runs need it, so the others do not load it.
  const { default: aws4 } = await import('aws4');
  const request: Request & { readonly extraHeadersToIgnore: typeof UNSIGNED } = {
    method,
    path: target,
    headers: { ...headers, host, 'x-amz-date': amzDate(at) },
    region,
    service,
    extraHeadersToIgnore: UNSIGNED,
    ...(body === undefined ? {} : { body }),
  };
  // Keys are always given: without any, aws4 would look into the environment of the process.
  const signed = aws4.sign(request, keys);
  return Object.fromEntries(
    Object.entries(signed.headers ?? {})
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => name === 'authorization' || name.startsWith('x-amz-')),
  );
}
