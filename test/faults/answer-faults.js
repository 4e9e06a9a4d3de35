import { Buffer } from 'node:buffer';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { SECRETS } from './faulty-vault.js';
import { written } from './raw-server.js';

/**
 * @typedef {import('./connection-faults.js').Fault} Fault
 * @typedef {import('node:tls').TLSSocket} TLSSocket
 * @typedef {import('./faulty-vault.js').Answer} Answer
 * @typedef {import('./raw-server.js').Strike} Strike
 */

/** @param {string} name @param {Fault['outcome']} outcome @param {Strike} strike @returns {Fault} */
const fault = (name, outcome, strike) => ({ name, outcome, stroke: { kind: 'answer', strike } });

/** @param {string} name @param {Strike} strike */
const fails = (name, strike) => fault(name, 'fails', strike);

/** An answer of these bytes. @param {string} name @param {string | Buffer} bytes @param {Fault['outcome']} [outcome] */
const bytes = (name, bytes, outcome = 'fails') =>
  fault(name, outcome, (socket) => {
    socket.write(bytes);
  });

/** An answer with this status and body. @param {string} name @param {number} status @param {string} [body] @param {string} [headers] */
const status = (name, status, body = `{"message":"${SECRETS['words of an answer']}"}`, headers = '') =>
  bytes(name, written({ status, body }, headers));

/** The vault's own answer, sent in another way. @param {string} name @param {Fault['outcome']} outcome @param {(answer: Answer) => string | Buffer} change */
const changed = (name, outcome, change) =>
  fault(name, outcome, (socket, vault) => {
    socket.write(change(vault()));
  });

/** Writes again and again until the client has enough. @param {TLSSocket} socket @param {string} piece @param {number} pause Milliseconds. */
function repeat(socket, piece, pause) {
  const again = () => {
    if (socket.destroyed) return;
    if (pause > 0) socket.write(piece, () => setTimeout(again, pause));
    else if (socket.write(piece)) setTimeout(again, 0);
    else socket.once('drain', again);
  };
  again();
}

/** Writes byte by byte. @param {TLSSocket} socket @param {string} text */
function trickle(socket, text) {
  const next = (/** @type {number} */ at) => {
    if (socket.destroyed || at === text.length) return;
    socket.write(text.slice(at, at + 1), () => setTimeout(next, 100, at + 1));
  };
  next(0);
}

/** @param {Answer} answer @param {string} headers @param {Buffer} body */
const withBody = ({ status }, headers, body) =>
  Buffer.concat([Buffer.from(`HTTP/1.1 ${status} Status\r\n${headers}content-length: ${body.length}\r\n\r\n`), body]);

const JSON_TYPE = 'content-type: application/json\r\n';
const HEAD = `HTTP/1.1 200 OK\r\n${JSON_TYPE}`;
const half = (/** @type {string} */ text) => text.slice(0, Math.floor(text.length / 2));
const HTML = `<!DOCTYPE html><html><title>Sign in</title><body>${SECRETS['words of an answer']}</body></html>`;
const html = 'content-type: text/html\r\n';

/** @param {string} body @param {(value: unknown) => unknown} change Of each member of the answer, but for `response`. */
function eachMember(body, change) {
  const entries = Object.entries(/** @type {object} */ (JSON.parse(body)));
  return JSON.stringify(
    Object.fromEntries(entries.map(([name, value]) => [name, name === 'response' ? value : change(value)])),
  );
}

/** @type {readonly Fault[]} */
const BROKEN_OFF = [
  fails('closes without an answer', (socket) => socket.end()),
  fails('resets after the request', (_socket, _vault, reset) => {
    reset();
  }),
  fails('never answers', () => undefined),
  fails('closes in the status line', (socket) => socket.end('HTTP/1.1 2')),
  fails('closes in the headers', (socket) => socket.end(`${HEAD}content-le`)),
  fails('stops in the headers', (socket) => socket.write(`${HEAD}content-le`)),
  fails('trickles', (socket, vault) => {
    trickle(socket, written(vault()));
  }),
  fails('endless headers', (socket) => {
    socket.write(HEAD);
    repeat(socket, `x-more: ${'a'.repeat(4096)}\r\n`, 0);
  }),
  fails('closes in the body', (socket, vault) => socket.end(half(written(vault())))),
  fails('stops in the body', (socket, vault) => socket.write(written(vault()).slice(0, -3))),
  fails('closes in a chunk', (socket, vault) =>
    socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\n400\r\n${vault().body}`),
  ),
  fails('a chunk of no size', (socket, vault) =>
    socket.end(`${HEAD}transfer-encoding: chunked\r\n\r\nxyz\r\n${vault().body}\r\n0\r\n\r\n`),
  ),
  fails('a body of 1 GB, as it says', (socket) => {
    socket.write(`${HEAD}content-length: 1000000000\r\n\r\n{"response":"`);
    repeat(socket, 'a'.repeat(65_536), 0);
  }),
  fails('a body without an end', (socket) => {
    socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
    repeat(socket, `10000\r\n${'['.repeat(65_536)}\r\n`, 0);
  }),
];

/** @type {readonly Fault[]} */
const FRAMING = [
  bytes('no status line', `${JSON_TYPE}\r\n{}`),
  bytes('HTTP/0.9', HTML),
  bytes('status 99', written({ status: 99, body: '{}' })),
  bytes('status 999', written({ status: 999, body: '{}' })),
  changed('a length that is too short', 'fails', ({ body }) => `${HEAD}content-length: 9\r\n\r\n${body}`),
  changed(
    'two lengths',
    'fails',
    ({ body }) => `${HEAD}content-length: 5\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  ),
  changed(
    'length and chunks',
    'fails',
    ({ body }) =>
      `${HEAD}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`,
  ),
  changed(
    'a second answer behind the first',
    'either',
    (answer) => written(answer) + written({ status: 200, body: `{"access_token":"${SECRETS['words of an answer']}"}` }),
  ),
  changed('100 Continue before', 'works', (answer) => `HTTP/1.1 100 Continue\r\n\r\n${written(answer)}`),
  changed(
    '103 Early Hints before',
    'works',
    (answer) => `HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n${written(answer)}`,
  ),
  bytes('101 Switching Protocols', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
  fails('interim answers without an end', (socket) => {
    repeat(socket, 'HTTP/1.1 100 Continue\r\n\r\n', 5);
  }),
];

/** @type {readonly Fault[]} */
const BODIES = [
  changed('gzip', 'either', (answer) =>
    withBody(answer, `${JSON_TYPE}content-encoding: gzip\r\n`, gzipSync(answer.body)),
  ),
  changed('gzip that nothing tells of', 'fails', (answer) => withBody(answer, JSON_TYPE, gzipSync(answer.body))),
  bytes(
    '100 MB in gzip',
    withBody({ status: 200, body: '' }, `${JSON_TYPE}content-encoding: gzip\r\n`, gzipSync(Buffer.alloc(1e8, '['))),
  ),
  changed('Brotli', 'either', (answer) =>
    withBody(answer, `${JSON_TYPE}content-encoding: br\r\n`, brotliCompressSync(answer.body)),
  ),
  changed('an unknown coding', 'either', (answer) =>
    withBody(answer, 'content-encoding: x-own\r\n', Buffer.from(answer.body)),
  ),
  changed('a wrong content type', 'either', (answer) =>
    withBody(answer, 'content-type: image/png\r\n', Buffer.from(answer.body)),
  ),
  changed('no content type', 'works', (answer) => withBody(answer, '', Buffer.from(answer.body))),
  changed('UTF-16', 'fails', (answer) => withBody(answer, JSON_TYPE, Buffer.from(answer.body, 'utf16le'))),
  changed('a byte order mark', 'either', (answer) => withBody(answer, JSON_TYPE, Buffer.from(`\ufeff${answer.body}`))),
  status('HTML', 200, HTML, html),
  status('nothing', 200, ''),
  fault('204', 'either', (socket, vault) => {
    vault();
    socket.write('HTTP/1.1 204 No Content\r\n\r\n');
  }),
  ...['{}', '[]', 'null', '"text"', '12'].map((body) => status(`the JSON ${body}`, 200, body)),
  changed('half of the JSON', 'fails', ({ status: code, body }) => written({ status: code, body: half(body) })),
  changed('more after the JSON', 'fails', ({ status: code, body }) => written({ status: code, body: `${body}}` })),
  changed('bytes that are no UTF-8', 'fails', (answer) =>
    withBody(
      answer,
      JSON_TYPE,
      Buffer.concat([Buffer.from(`{"x":"`), Buffer.from([0xc3, 0x28]), Buffer.from(`",${answer.body.slice(1)}`)]),
    ),
  ),
  status('JSON 200,000 deep', 200, `${'{"response":'.repeat(200_000)}1${'}'.repeat(200_000)}`),
  status('JSON of two million values', 200, `{"response":{},"secrets":[${'1,'.repeat(2_000_000)}1]}`),
  changed('numbers in the place of everything', 'fails', ({ status: code, body }) =>
    written({ status: code, body: eachMember(body, () => 5) }),
  ),
  changed('lists in the place of everything', 'fails', ({ status: code, body }) =>
    written({ status: code, body: eachMember(body, (value) => [[value]]) }),
  ),
  changed('null in the place of everything', 'fails', ({ status: code, body }) =>
    written({ status: code, body: eachMember(body, () => null) }),
  ),
];

const NO_ROUTE = '{"message":"no Route matched with those values"}';
const INSIDE = (/** @type {string} */ rest) => `{"response":{"status":200,"error":false,"message":""},${rest}}`;
const LATER = new Date(Date.now() + 3_600_000).toUTCString();

/** @type {readonly Fault[]} */
const STATUSES = [
  ...[400, 401, 403, 404, 405, 409, 413, 418, 500, 501, 504].map((code) => status(String(code), code)),
  status('404 without a route', 404, NO_ROUTE),
  status('404 with a page', 404, HTML, html),
  status('429', 429),
  status('429, Retry-After 1', 429, undefined, 'retry-after: 1\r\n'),
  status('429, Retry-After an hour', 429, undefined, 'retry-after: 3600\r\n'),
  status('429, Retry-After a date', 429, undefined, `retry-after: ${LATER}\r\n`),
  status('429, Retry-After nonsense', 429, undefined, 'retry-after: soon\r\n'),
  status('429, Retry-After without an end', 429, undefined, `retry-after: ${'9'.repeat(400)}\r\n`),
  status('502 with a page', 502, HTML, html),
  status('503, Retry-After 0', 503, undefined, 'retry-after: 0\r\n'),
  status(
    'an error in 200',
    200,
    `{"response":{"status":200,"error":true,"message":"${SECRETS['words of an answer']}"}}`,
  ),
  status('status 500 in 200', 200, `{"response":{"status":500,"message":"${SECRETS['words of an answer']}"}}`),
  status('an exception in 200', 200, INSIDE('"exception":{"code":1009,"message":"1009: No access"}')),
  status('an unknown code in 200', 200, INSIDE('"exception":{"code":987654,"message":"987654: Who knows"}')),
  fails('a redirect to itself', (socket) => socket.write(written({ status: 302, body: '' }, 'location: ?again\r\n'))),
  status('a redirect to another host', 302, '', 'location: https://127.0.0.2:9/elsewhere\r\n'),
  status('a redirect to plain HTTP', 301, '', 'location: http://127.0.0.1:9/elsewhere\r\n'),
  status('a redirect to nowhere', 302, ''),
  status('a redirect to no address', 307, '', 'location: https://[::::\r\n'),
];

/** What can go wrong with the answer to a request. @type {readonly Fault[]} */
export const ANSWER_FAULTS = [...BROKEN_OFF, ...FRAMING, ...BODIES, ...STATUSES];
