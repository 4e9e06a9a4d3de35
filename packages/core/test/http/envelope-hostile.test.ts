import fc from 'fast-check';
import { SenhaseguraError } from '../../src/errors/senhasegura-error.js';
import { readEnvelope } from '../../src/http/envelope.js';
import { failureOf } from './support/client.js';

const call = { method: 'GET', path: '/iso/pam/credential/7?hush=1' };

describe('whatever comes', () => {
  /** A word that no message of ours has. */
  const marker = fc.stringMatching(/^[a-f0-9]{12}$/).map((hex) => `zq${hex}zq`);
  const leaf = fc.oneof(
    marker,
    fc.constantFrom(null, true, false, 0, 1, 200, 404, 1007, '1', '0', 'true', 'invalid_client'),
    fc.double(),
  );
  const words = fc.oneof(
    marker,
    marker.map((word) => `1007: ${word}`),
    marker.map((word) => `Resource ${word} not found`),
    marker.map((word) => `IP ${word} not allowed`),
    leaf,
  );
  const part = (names: readonly string[]) =>
    fc.dictionary(
      fc.oneof(fc.constantFrom(...names), marker, fc.constant('__proto__')),
      fc.oneof(words, fc.array(words), fc.dictionary(marker, words)),
    );
  const envelope = fc.record(
    {
      response: fc.oneof(part(['status', 'error', 'erro', 'error_code', 'message', 'mensagem', 'detail']), words),
      exception: fc.oneof(part(['code', 'message', 'detail']), words),
      error: words,
      message: words,
      code: leaf,
      credential: part(['password']),
    },
    { requiredKeys: [] },
  );
  const body = fc.oneof(
    envelope.map((value) => JSON.stringify(value)),
    fc.string({ unit: 'binary' }),
    marker,
    fc.json(),
  );
  const status = fc.integer({ min: 100, max: 599 });

  test('it is a payload or an error of ours, which says nothing of the answer', async () => {
    await fc.assert(
      fc.asyncProperty(body, status, async (text, code) => {
        const outcome = await readEnvelope({ status: code, body: text }, call).catch((error: unknown) => error);
        if (outcome instanceof Error) {
          expect(outcome).toBeInstanceOf(SenhaseguraError);
          expect(outcome.message).not.toMatch(/zq[a-f0-9]{12}zq/);
          expect(outcome.message).toMatch(/^GET \/iso\/pam\/credential\/7 failed: status \d{1,6}[,.]/);
          expect(outcome.cause).toBeUndefined();
        } else {
          expect(code).toBeGreaterThanOrEqual(200);
          expect(code).toBeLessThan(300);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('an answer cut anywhere is never taken for the whole', async () => {
    const whole = JSON.stringify({
      response: { status: 200, error: false },
      credential: { id: '7', password: 'hush{}"' },
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (length) => {
        expect((await failureOf(readEnvelope({ status: 200, body: whole.slice(0, length) }, call))).code).toBe(
          'APIError',
        );
      }),
    );
  });
});

test.each([
  ['200,000 levels', `{"response":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_001)}`],
  ['a megabyte of brackets', '['.repeat(1 << 20)],
  ['more than a million values', `{"secrets":[${'1,'.repeat(1_000_001)}1]}`],
])('an answer of %s is an error that names the call', async (_, body) => {
  const failure = await readEnvelope({ status: 200, body }, { method: 'GET', path: '/iso/pam/credential/7' }).then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(String(failure)).toMatch(/GET \/iso\/pam\/credential\/7 failed: .*more than 100 levels or a million values/);
});
