import type { IncomingMessage } from 'node:http';

/** The largest request body the emulator reads, in bytes: the whole environment of a job fits many times over. */
const maximumBytes = 64 * 1024 * 1024;

/** A request body, decoded by its content type. */
export interface RequestBody {
  readonly raw: Buffer;
  /** The pairs of a form body, in order; absent for other content types. */
  readonly form?: URLSearchParams;
  /** The top-level fields of a form or JSON object, by name; the first of a repeated form field counts. */
  readonly fields: ReadonlyMap<string, unknown>;
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
export function decodeBody(raw: Buffer, contentType: string): RequestBody {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return decodeForm(raw);
  if (type === 'application/json' && raw.length > 0) return decodeJson(raw);
  return { raw, fields: new Map(), malformed: false };
}

function decodeForm(raw: Buffer): RequestBody {
  const form = new URLSearchParams(raw.toString('utf8'));
  const fields = new Map<string, unknown>();
  for (const [name, value] of form) if (!fields.has(name)) fields.set(name, value);
  return { raw, form, fields, malformed: false };
}

function decodeJson(raw: Buffer): RequestBody {
  try {
    const value: unknown = JSON.parse(raw.toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return { raw, fields: new Map(isObject ? Object.entries(value) : []), malformed: !isObject };
  } catch {
    return { raw, fields: new Map(), malformed: true };
  }
}
