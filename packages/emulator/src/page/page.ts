import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { sameText } from '../auth/proof.js';
import { sendBytes } from '../wire/answer.js';
import { script } from './script.js';

const style = `
:root { color-scheme: light dark; font: 15px/1.45 system-ui, sans-serif; }
body { margin: 2rem auto; max-width: 64rem; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .3rem .6rem .3rem 0; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } code { white-space: pre-wrap; }
#problem { border: 1px solid; padding: .5rem; }
`;

const tables = [
  table('Secrets', 'secrets', ['Identity', 'Field', 'Value'], 'The vault holds no secret.'),
  table('Custodies', 'custodies', ['Credential', 'Holder'], 'Nobody holds a credential.'),
  table('Accounts', 'accounts', ['Secret', 'User', 'Host', 'Until'], 'No account was made for a job.'),
  table('Requests', 'requests', ['Time', 'Method', 'Path', 'Caller', 'Status', 'Answer'], 'No request has come yet.'),
];

const html = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>senhasegura emulator</title><meta name="viewport" content="width=device-width">
<style>${style}</style></head>
<body><h1>senhasegura emulator</h1><p>An emulated vault on this machine: its values are no secrets, and a click shows them.</p>
<p id="problem" role="alert" hidden></p>
${tables.join('\n')}
<script>${script}</script></body>
</html>
`;

function table(title: string, id: string, columns: readonly string[], none: string): string {
  const head = columns.map((column) => `<th scope="col">${column}</th>`).join('');
  return `<h2>${title}</h2><p id="${id}-none">${none}</p><table><thead><tr>${head}</tr></thead><tbody id="${id}"></tbody></table>`;
}

/** Nothing but this script and this style, and no request but to where the page came from (CSP level 3). */
const policy = [
  "default-src 'none'",
  `script-src '${hashOf(script)}'`,
  `style-src '${hashOf(style)}'`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

/** Where the page lies, with the key that opens it. */
export function pageUrl(origin: string, key: string): string {
  return `${origin}/?key=${key}`;
}

/**
 * Whether a request is for the page: `GET /?key=...` with the control key, from this machine and by a name of it, so that no
 * site in the browser comes here under a name of its own. Any other request for `/` is one to the vault.
 */
export function isForPage({ method, url = '', headers, socket }: IncomingMessage, key: string): boolean {
  const given = /^\/\?key=([\w-]+)$/.exec(url)?.[1];
  if (method !== 'GET' || given === undefined || !sameText(key, given)) return false;
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return ['localhost', '127.0.0.1', '[::1]'].includes(host) && isLoopback(socket.remoteAddress ?? '');
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.replace(/^::ffff:/, '').startsWith('127.');
}

export function servePage(response: ServerResponse): void {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
  sendBytes(response, { status: 200, headers, body: Buffer.from(html) });
}
