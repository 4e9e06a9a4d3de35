import fc from 'fast-check';
import { CleanupError } from '../../../core/src/errors/senhasegura-error.js';
import { EMPTY_LEDGER, enter, isEmpty } from '../../src/ledger/ledger.js';
import { formatLedger, fromStateParts, parseLedger, toStateParts } from '../../src/ledger/ledger-text.js';

const texts = fc.uniqueArray(fc.string({ unit: 'binary' }));
const ledgers = fc
  .record(
    {
      custodies: texts,
      files: texts,
      folders: texts,
      names: texts,
      sshKeys: texts,
      agentKeys: texts,
      agent: fc.record({ socket: fc.string(), pid: fc.string() }, { requiredKeys: ['socket'] }),
      authorization: fc.record({ application: fc.string(), system: fc.string(), environment: fc.string() }),
    },
    { requiredKeys: [] },
  )
  .map((entry) => enter(EMPTY_LEDGER, entry));

test('what was written is read, and is one line of ASCII', () => {
  fc.assert(
    fc.property(ledgers, (ledger) => {
      const text = formatLedger(ledger);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(parseLedger(text)).toEqual(ledger);
    }),
  );
});

test('anything else is refused, never half read', () => {
  const shapes = fc.oneof(fc.string(), fc.json(), fc.constantFrom('{"version":2}', '{"version":1,"files":[1]}'));
  fc.assert(
    fc.property(shapes, (text) => {
      expect(() => parseLedger(text)).toThrow(CleanupError);
    }),
  );
});

test('entering twice changes nothing', () => {
  fc.assert(
    fc.property(ledgers, ledgers, (one, other) => {
      const once = enter(one, other);
      expect(enter(once, other)).toEqual(once);
      expect(isEmpty(once)).toBe(isEmpty(one) && isEmpty(other));
    }),
  );
});

test('what was cut up comes back, in parts that a process can be started with', () => {
  const texts = fc
    .tuple(fc.stringMatching(/^[ -~]{1,50}$/), fc.nat(9000))
    .map(([text, times]) => text.repeat(times + 1));
  fc.assert(
    fc.property(texts, (text) => {
      const parts = toStateParts(text);
      expect(Math.max(...[...parts.values()].map((part) => part.length))).toBeLessThan(128 * 1024);
      expect(fromStateParts((name) => parts.get(name) ?? '')).toBe(text);
    }),
    { numRuns: 30 },
  );
});

test('nothing saved is nothing loaded', () => {
  expect(fromStateParts(() => '')).toBeUndefined();
});
