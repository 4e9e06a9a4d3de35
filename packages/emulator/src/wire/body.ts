import type { IncomingMessage } from 'node:http';
import { Busboy } from '@fastify/busboy';

/** The largest request body the emulator reads, in bytes: the whole environment of a job fits many times over. */
const maximumBytes = 64 * 1024 * 1024;

/** A request body, decoded by its content type. */
export interface RequestBody {
  readonly raw: Buffer;
  /** The pairs of an urlencoded form, in order: what an OAuth 1.0 signature covers (RFC 5849 §3.4.1.3.1). */
  readonly signedForm?: URLSearchParams;
  /** The top-level fields of a form or JSON object, by name; the first of a repeated form field counts. */
  readonly fields: ReadonlyMap<string, unknown>;
  /** Every value of a form's field, in order; empty for JSON. */
  all(name: string): readonly string[];
  /** The content type promised JSON or a form, and the bytes were something else. */
  readonly malformed: boolean;
}

/** Reads and decodes a body; rejects when it is larger than 64 MiB or the connection ends early. */
export async function readBody(message: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > maximumBytes) throw new Error(`The request body is larger than ${maximumBytes} bytes.`);
    chunks.push(bytes);
  }
  return decodeBody(Buffer.concat(chunks), message.headers['content-type'] ?? '');
}

/** Decodes the bytes of a body by content type; unknown types keep only the bytes. */
async function decodeBody(raw: Buffer, contentType: string): Promise<RequestBody> {
  if (raw.length === 0) return bodyOf(raw, []);
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return decodeMultipart(raw, contentType);
  if (type === 'application/json') return decodeJson(raw);
  if (type !== 'application/x-www-form-urlencoded') return bodyOf(raw, []);
  const signedForm = new URLSearchParams(raw.toString('utf8'));
  return { ...bodyOf(raw, [...signedForm]), signedForm };
}

function bodyOf(raw: Buffer, pairs: readonly (readonly [string, string])[]): RequestBody {
  const fields = new Map<string, unknown>();
  for (const [name, value] of pairs) if (!fields.has(name)) fields.set(name, value);
  const all = (wanted: string) => pairs.flatMap(([name, value]) => (name === wanted ? [value] : []));
  return { raw, fields, all, malformed: false };
}

/** The form of the pages' OpenAPI for sctm, cicd and dapp (wire contract §8; RFC 7578). A file counts as its text. */
function decodeMultipart(raw: Buffer, contentType: string): Promise<RequestBody> {
  return new Promise((resolve) => {
    const pairs: [string, string][] = [];
    const malformed = () => {
      resolve({ ...bodyOf(raw, []), malformed: true });
    };
    try {
      const limits = { fieldSize: maximumBytes };
      new Busboy({ headers: { 'content-type': contentType }, limits, isPartAFile: () => false })
        .on('field', (name, value) => pairs.push([name, value]))
        .on('error', malformed)
        .on('finish', () => {
          resolve(bodyOf(raw, pairs));
        })
        .end(raw);
    } catch {
      malformed();
    }
  });
}

/** JSON, or the form that the Ansible collection labels as JSON: `iso.py` sends `data=` with that header (wire contract §8). */
function decodeJson(raw: Buffer): RequestBody {
  const text = raw.toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { ...bodyOf(raw, []), fields: new Map(isObject ? Object.entries(value) : []), malformed: !isObject };
  } catch {
    return /^[\w.%[\]-]+=/.test(text)
      ? bodyOf(raw, [...new URLSearchParams(text)])
      : { ...bodyOf(raw, []), malformed: true };
  }
}
