import { createHash, createHmac } from 'node:crypto';

const hex = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Signs a request with AWS Signature Version 4, as the steps of AWS's page say; paths and queries without escapes only. */
export function signSigV4(
  request: { readonly method: string; readonly url: string; readonly body?: string },
  keys: { readonly accessKeyId: string; readonly secretAccessKey: string },
  time = new Date(),
): Record<string, string> {
  const { host, pathname, searchParams } = new URL(request.url);
  const stamp = `${time.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
  const day = stamp.slice(0, 8);
  const query = [...searchParams].map(([name, value]) => `${name}=${value}`).sort();
  const canonical = `${request.method}\n${pathname}\n${query.join('&')}\nhost:${host}\nx-amz-date:${stamp}\n\nhost;x-amz-date\n${hex(request.body ?? '')}`;
  const scope = `${day}/sa-east-1/execute-api/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${hex(canonical)}`;
  const dayKey = mac(`AWS4${keys.secretAccessKey}`, day);
  const key = mac(mac(mac(dayKey, 'sa-east-1'), 'execute-api'), 'aws4_request');
  const signature = mac(key, toSign).toString('hex');
  return {
    'x-amz-date': stamp,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`,
  };
}
