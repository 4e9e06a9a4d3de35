import type { Request } from 'aws4';
import type { HttpMethod } from '../http/http-types.js';
import { requestTarget } from '../http/request-url.js';
import type { Authenticator } from './authenticator.js';

/** Who signs, and for what. */
export interface AwsIdentity {
  readonly region: string;
  readonly service: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Comes with temporary keys. */
  readonly sessionToken?: string;
}

export interface AwsCredentials extends AwsIdentity {
  /** Issued by the vault for the authorization. */
  readonly uniqueKey: string;
}

export interface AwsParts {
  /** The vault's URL, prefix included. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * AWS (contract section 2): each request is signed with AWS Signature Version 4, the parameter `unique_key` included. The
 * vendor publishes no example of such a request: this is built to the published description, not verified against a vault.
 */
export function createAwsAuthenticator({ uniqueKey, ...identity }: AwsCredentials, parts: AwsParts): Authenticator {
  const query = { unique_key: uniqueKey };
  return {
    authorize: async (request) => {
      // The URL as it is sent: a URL object can spell a path differently.
      const target = requestTarget(parts.url, request.path, { ...request.query, ...query });
      const { host, pathname, search } = new URL(target, parts.url.origin);
      const { method, headers = {}, body } = request;
      const signable = { method, host, target: `${pathname}${search}`, headers, body };
      return { headers: await signForAws(signable, identity, parts.now()), query };
    },
    renew: () => Promise.resolve(false),
    advice:
      'With AWS every request is signed. Check the AWS keys (temporary ones expire, and need AWS_SESSION_TOKEN), that the ARN they belong to is registered on the application, `aws-unique-key`, `aws-region` and `aws-service`, that the clock of the runner is right, and that `url` is the address by which the vault knows itself: host and path are signed.',
  };
}

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
