import { Buffer } from 'node:buffer';

/**
 * Decodes the base64 spelling of `POST /iso/cicd/variables`: `+`, `/`, `=` are written `-`, `_`, `,` (wire contract §3).
 * Undefined when the text is not such base64 of UTF-8, or not padded.
 */
export function decodeCicd(text: string): string | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9_-]*,{0,2}$/.test(text)) return undefined;
  const bytes = Buffer.from(text.replaceAll(',', ''), 'base64url');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Reads `NAME=value` lines; the first `=` ends the name, and a line without one belongs to nothing. */
export function parseEnvironment(text: string): Map<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split('\n')) {
    const equals = line.indexOf('=');
    if (equals > 0) variables.set(line.slice(0, equals), line.slice(equals + 1));
  }
  return variables;
}
