import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** A request as a server got it. */
export interface Received {
  readonly method: string;
  /** Path and query, as they were on the wire. */
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** UriEncode of the AWS documentation, byte by byte. */
const encode = (text: string): string =>
  Buffer.from(text)
    .toString('latin1')
    .replace(/[^A-Za-z0-9\-._~]/g, (byte) => `%${Buffer.from(byte, 'latin1').toString('hex').toUpperCase()}`);

function canonicalQuery(query: string): string {
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=').map(decodeURIComponent).map(encode));
  return pairs
    .map(([name = '', value = '']) => `${name}=${value}`)
    .sort((a, b) => Buffer.compare(Buffer.from(a.replace('=', '\0')), Buffer.from(b.replace('=', '\0'))))
    .join('&');
}

/** The segments as they came, encoded once more: every service but S3 does so. */
function canonicalPath(path: string): string {
  return path.replace(/\/+/g, '/').split('/').map(encode).join('/');
}

/**
 * Why a request is not what its signature says, from what came over the wire alone; `undefined` when it is.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function whyNotSigned(
  request: Received,
  keys: AwsKeys,
  scope: { region: string; service: string },
  now: number,
) {
  const { headers, method, body } = request;
  const form = /^AWS4-HMAC-SHA256 Credential=(\S+), SignedHeaders=(\S+), Signature=([0-9a-f]{64})$/;
  const [, credential = '', signedHeaders = '', signature] = form.exec(headers.authorization ?? '') ?? [];
  const stamp = String(headers['x-amz-date']);
  const day = stamp.slice(0, 8);
  const wanted = `${day}/${scope.region}/${scope.service}/aws4_request`;
  if (credential !== `${keys.accessKeyId}/${wanted}`) return 'credential';
  const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
  if (!(Math.abs(Date.parse(iso) - now) <= 5 * 60_000)) return 'date';
  const names = signedHeaders.split(';');
  const mustBe = [
    'host',
    ...Object.keys(headers).filter((name) => name === 'content-type' || name.startsWith('x-amz-')),
  ];
  if (mustBe.some((name) => !names.includes(name))) return 'headers that are not signed';
  const [path = '', query = ''] = request.target.split(/\?(.*)/s);
  const canonical = [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    ...[...names].sort().map((name) => `${name}:${String(headers[name]).trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders,
    sha256(body),
  ].join('\n');
  const key = [day, scope.region, scope.service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${keys.secretAccessKey}`,
  );
  const right = hmac(key, ['AWS4-HMAC-SHA256', stamp, wanted, sha256(canonical)].join('\n')).toString('hex');
  return signature === right ? undefined : 'signature';
}
