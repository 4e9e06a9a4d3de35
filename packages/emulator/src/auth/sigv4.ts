import type { VaultRequest } from '../server/request.js';
import type { Vault } from '../vault/vault.js';
import { failed, type Proof } from './proof.js';
import { sameText } from './same-text.js';
import { canonicalRequest, sha256, sigv4Signature, type Scope } from './sigv4-signature.js';

/** How far `x-amz-date` may lie from the vault's clock, in milliseconds. */
const tolerance = 15 * 60 * 1000;

interface SigV4Header {
  readonly accessKeyId: string;
  readonly scope: Scope;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/**
 * Verifies AWS Signature Version 4 in the Authorization header and the `unique_key` of the authorization in the query.
 * Built to AWS's public description; how a vault does it is not published (wire contract §2).
 */
export function proveSigV4(request: VaultRequest, vault: Vault): Proof {
  const header = parseHeader(request.headers.authorization ?? '');
  if (!header) return failed('Malformed AWS4-HMAC-SHA256 header');
  const uniqueKey = request.query.get('unique_key');
  const caller = vault.authorizations.find(
    ({ auth }) => auth.method === 'aws' && auth.accessKeyId === header.accessKeyId && auth.uniqueKey === uniqueKey,
  );
  if (caller?.auth.method !== 'aws') return failed('Unknown access key or unique key');
  const { secretAccessKey, sessionToken } = caller.auth;
  const headers = plainHeaders(request);
  const problem = headerProblem(header, headers, request, vault.clock.now());
  if (problem !== undefined) return failed(problem);
  if (sessionToken !== undefined && headers['x-amz-security-token'] !== sessionToken)
    return failed('Invalid session token');
  const { method, signedPath: path, query, body } = request;
  const { signedHeaders, scope, signature } = header;
  const canonical = canonicalRequest({ method, path, query, headers, signedHeaders, payloadHash: sha256(body.raw) });
  const expected = sigv4Signature(canonical, headers['x-amz-date'] ?? '', scope, secretAccessKey);
  return sameText(expected, signature) ? { kind: 'proved', caller } : failed('Invalid signature');
}

function parseHeader(text: string): SigV4Header | undefined {
  const found =
    /^AWS4-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request, *SignedHeaders=([a-z0-9;-]+), *Signature=([0-9a-f]{64})$/.exec(
      text.trim(),
    );
  if (!found) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] = found;
  return { accessKeyId, scope: { date, region, service }, signedHeaders: signedHeaders.split(';'), signature };
}

function headerProblem(
  { scope, signedHeaders }: SigV4Header,
  headers: Readonly<Record<string, string>>,
  { body }: VaultRequest,
  now: number,
): string | undefined {
  const unsigned = Object.keys(headers).find(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  if (unsigned !== undefined) return `The header ${unsigned} is not signed`;
  const sorted = [...signedHeaders].sort();
  if (sorted.join(';') !== signedHeaders.join(';')) return 'The signed headers are not sorted';
  const time = timeOf(headers['x-amz-date'] ?? '');
  if (time === undefined || Math.abs(time - now) > tolerance) return 'x-amz-date is missing or too far from now';
  if (headers['x-amz-date']?.slice(0, 8) !== scope.date) return 'x-amz-date and the credential scope differ in the day';
  const declared = headers['x-amz-content-sha256'];
  return declared !== undefined && declared !== sha256(body.raw)
    ? 'x-amz-content-sha256 is not that of the body'
    : undefined;
}

function timeOf(text: string): number | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!found) return undefined;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
}

function plainHeaders({ headers }: VaultRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]),
  );
}
