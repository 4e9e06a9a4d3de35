import { createHash, createHmac } from 'node:crypto';
import { percentEncode, sortedQuery } from './percent.js';

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
export interface Scope {
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
