/**
 * @typedef {import('./raw-server.js').Stroke} Stroke
 *
 * One row of the table. `outcome` is what the operation must come to: `fails` where no right answer arrives, `works` where one
 * does, `either` where a reader may be strict or lenient.
 * @typedef {object} Fault
 * @property {string} name
 * @property {'fails' | 'works' | 'either'} outcome
 * @property {Stroke} stroke
 */

/** @param {string} name @param {(socket: import('node:net').Socket) => void} strike @returns {Fault} */
const connection = (name, strike) => ({ name, outcome: 'fails', stroke: { kind: 'connection', strike } });

/** @param {string} name @param {(hello: import('node:net').Socket) => void} strike */
const onHello = (name, strike) =>
  connection(name, (socket) => {
    socket.once('data', () => {
      strike(socket);
    });
  });

/** @param {string} name @param {Extract<Stroke, { kind: 'tls' }>['options']} options @returns {Fault} */
const tls = (name, options) => ({ name, outcome: 'fails', stroke: { kind: 'tls', options } });

/** @param {import('@senhasegura-action/emulator').CertifiedKey} certified */
const serves = ({ certificate, key }) => ({ cert: certificate, key });

/** The beginning of a TLS record that never comes: a ServerHello of 16 KiB. */
const HALF_OF_A_RECORD = Buffer.from([0x16, 0x03, 0x03, 0x40, 0x00, 0x02]);
/** A fatal alert, `handshake_failure` (RFC 8446 §6). */
const ALERT = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28]);

/** What can go wrong before the first request. @type {readonly Fault[]} */
export const CONNECTION_FAULTS = [
  { name: 'refuses connections', outcome: 'fails', stroke: { kind: 'refusal' } },
  connection('closes after accepting', (socket) => socket.destroy()),
  connection('resets after accepting', (socket) => socket.resetAndDestroy()),
  connection('accepts and is silent', (socket) => socket.resume()),
  onHello('closes in the TLS handshake', (socket) => socket.end()),
  onHello('resets in the TLS handshake', (socket) => socket.resetAndDestroy()),
  onHello('stops in the TLS handshake', (socket) => socket.write(HALF_OF_A_RECORD)),
  onHello('TLS alert', (socket) => socket.end(ALERT)),
  onHello('plain HTTP instead of TLS', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n')),
  onHello('no protocol at all', (socket) => socket.end(Buffer.alloc(512, 0x2a))),
  tls('certificate of an unknown authority', ({ unknown }) => serves(unknown.serverKey())),
  tls('certificate for another host', ({ trusted }) => serves(trusted.serverKey(['vault.example.com']))),
  tls('certificate of a client', ({ trusted }) => serves(trusted.clientKey('127.0.0.1'))),
  tls('asks for a client certificate', ({ trusted }) => ({
    ...serves(trusted.serverKey()),
    ...{ requestCert: true, rejectUnauthorized: true, ca: trusted.certificate },
  })),
  tls('TLS 1.1 alone', ({ trusted }) => ({
    ...serves(trusted.serverKey()),
    ...{ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' },
  })),
];
