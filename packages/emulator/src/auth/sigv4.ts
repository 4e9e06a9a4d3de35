import { createHash, createHmac } from 'node:crypto';
import type { Vault } from '../vault/vault.js';
import type { VaultRequest } from '../wire/request.js';
import { failed, percentEncode, type Proof, sameText, sortedQuery } from './proof.js';

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

/** What an AWS Signature Version 4 covers. */
export interface CanonicalParts {
  readonly method: string;
  /** The path as it stood on the request line: already encoded once. */
  readonly path: string;
  readonly query: Iterable<readonly [string, string]>;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Lower-case names, in the order of the Authorization header. */
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
}

/** The scope of a signing key: `20300131/us-east-1/execute-api/aws4_request`. */
interface Scope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/**
 * The canonical request. The path is encoded a second time, as AWS wants it for every service but S3.
 * Source: AWS, "Create a signed AWS API request".
 */
export function canonicalRequest(parts: CanonicalParts): string {
  const { method, path, query, headers, signedHeaders, payloadHash } = parts;
  const lines = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ {2,}/g, ' ')}\n`);
  const canonicalPath = path.split('/').map(percentEncode).join('/');
  return [method, canonicalPath, sortedQuery(query), lines.join(''), signedHeaders.join(';'), payloadHash].join('\n');
}

/** The signature, hex. @param time - the `x-amz-date`: `20300131T120000Z` */
export function sigv4Signature(canonical: string, time: string, scope: Scope, secretAccessKey: string): string {
  const { date, region, service } = scope;
  const toSign = ['AWS4-HMAC-SHA256', time, `${date}/${region}/${service}/aws4_request`, sha256(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${secretAccessKey}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
