import fc from 'fast-check';
import { TRANSPORT_ADVICE } from '../../src/http/transport-advice.js';
import { kindOfCode, kindOfProxyStatus, transportFailure } from '../../src/http/transport-failure.js';

test.each([
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate'],
  ['ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE', 'client-certificate'],
  ['ERR_SSL_SSL/TLS_ALERT_BAD_CERTIFICATE', 'client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client-certificate'],
  ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'tls'],
  ['EPROTO', 'tls'],
  ['EAI_AGAIN', 'dns-temporary'],
  ['constructor', 'other'],
  ['__proto__', 'other'],
])('%s is %s', (code, kind) => {
  expect(kindOfCode(code)).toBe(kind);
});

test.each([
  [407, 'proxy-authentication'],
  [403, 'proxy-refused'],
  [429, 'proxy-unavailable'],
  [502, 'proxy-unavailable'],
])('a proxy that answers %d is %s', (status, kind) => {
  expect(kindOfProxyStatus(status)).toBe(kind);
});

test('of the failures of all addresses of a host, one that is known tells', () => {
  const inner = ['EMYSTERY', 'ECONNREFUSED'].map((code) => Object.assign(new Error(code), { code }));
  const failure = transportFailure(new AggregateError(inner), { phase: 'connecting' });
  expect(failure).toEqual({ kind: 'refused', code: 'ECONNREFUSED', sent: false });
});

test('whatever is thrown has a kind with an advice', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true }), fc.string(), (thrown, code) => {
      for (const error of [thrown, { code }, { errors: [thrown], cause: thrown }]) {
        expect(TRANSPORT_ADVICE[transportFailure(error, { phase: 'sent' }).kind]).toMatch(/\.$/);
      }
    }),
  );
});
