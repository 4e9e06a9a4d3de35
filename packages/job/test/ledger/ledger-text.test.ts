import fc from 'fast-check';
import { CleanupError } from '../../../core/src/errors/senhasegura-error.js';
import { EMPTY_LEDGER, enter, isEmpty } from '../../src/ledger/ledger.js';
import { formatLedger, isSealedWith, parseLedger } from '../../src/ledger/ledger-text.js';

const listOf = (entry: fc.Arbitrary<string>) => fc.uniqueArray(entry);
const ids = listOf(fc.stringMatching(/^\d{1,18}$/));
const anyPath = fc.string({ unit: 'binary' }).map((text) => `/${text.replaceAll('\0', '')}`);
const names = listOf(fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]*$/));
const keys = listOf(fc.stringMatching(/^ssh-[a-z0-9]+ [A-Za-z0-9+/]+={0,2}$/));
const digests = fc.stringMatching(/^[0-9a-f]{64}$/);
const anyText = fc.string({ unit: 'binary' });
const terms = fc.record(
  {
    texts: fc.record({ url: anyText, 'client-id': anyText }, { requiredKeys: [] }),
    secrets: fc.subarray(['client-secret', 'client-key'] as const),
    trust: digests,
    authorities: digests,
    proxy: fc.webUrl(),
    noProxy: fc.constantFrom('a,b', ''),
    copy: fc.record({ path: anyPath, digest: digests }),
  },
  { requiredKeys: ['texts', 'secrets', 'trust'] },
);
const pods = fc.record({
  podName: fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/),
  deploy: fc.constantFrom('CI', 'Bau \u00fc \u{1f680}'),
  namespace: fc.constant('acme/shop'),
});
const account = fc.record({ id: anyText, identity: anyText, expirationDate: fc.option(anyText, { nil: undefined }) });
const accounts = fc.array(
  fc.record({ pod: pods, asked: fc.nat(), made: fc.array(account) }, { requiredKeys: ['pod', 'asked'] }),
);
const ledgers = fc
  .record(
    {
      custodies: ids,
      answered: ids,
      repeated: ids,
      asked: fc.nat(),
      files: listOf(anyPath),
      folders: listOf(anyPath),
      names,
      sshKeys: ids,
      agentKeys: keys,
      agent: fc.record(
        { socket: anyPath, pid: fc.stringMatching(/^[1-9]\d{0,8}$/), pidFile: anyPath },
        { requiredKeys: ['socket'] },
      ),
      accounts,
      authorization: fc.record({ application: anyText, system: anyText, environment: anyText }),
      terms,
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
  const shapes = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom('{"version":2}', '{"version":3}', '{"version":1,"files":[1]}'),
  );
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

const REST = '"sshKeys":[],"agentKeys":[],"files":[],"folders":[],"names":[]';

test('one of an older version is read: nothing of it was known to be answered', () => {
  expect(parseLedger(`{"version":1,"custodies":["7"],${REST}}`)).toEqual({ ...EMPTY_LEDGER, custodies: ['7'] });
});

test('accounts of a version that knew of none, and had no seal, are not believed', () => {
  const accounts = [
    { pod: { podName: 'x', deploy: 'd', namespace: 'n' }, asked: 1, made: [{ id: '7', identity: 'a' }] },
  ];
  expect(parseLedger(`{"version":1,"custodies":[],"accounts":${JSON.stringify(accounts)},${REST}}`)).toEqual(
    EMPTY_LEDGER,
  );
  expect(parseLedger(JSON.stringify({ version: 2, ...EMPTY_LEDGER, accounts })).accounts).toMatchObject(accounts);
});

test.each([
  ['a name with a line end', { names: ['A\nPATH=/evil'] }],
  ['a name that is none', { names: ['1A'] }],
  ['an id that is none', { custodies: ['7/../8'] }],
  ['an id of a key that is none', { sshKeys: ['../7'] }],
  ['an id of what was answered', { answered: ['x'] }],
  ['an id of what was repeated', { repeated: [''] }],
  ['a path that is relative', { files: ['../x'] }],
  ['a folder with a zero byte', { folders: ['/x\0'] }],
  ['a public key of several lines', { agentKeys: ['ssh-rsa AA\nssh-rsa BB'] }],
  ['a socket that is relative', { agent: { socket: 'x' } }],
  ['a process id that is none', { agent: { socket: '/x', pid: '-1' } }],
  ['a time that is none', { asked: -1 }],
  ['an authorization of numbers', { authorization: { application: 1, system: '', environment: '' } }],
  ['a pod whose name is none', { accounts: [{ pod: { podName: 'A', deploy: 'd', namespace: 'n' }, asked: 1 }] }],
  ['a pod without a namespace', { accounts: [{ pod: { podName: 'a', deploy: 'd' }, asked: 1 }] }],
  ['accounts without a time', { accounts: [{ pod: { podName: 'a', deploy: 'd', namespace: 'n' } }] }],
  ['accounts of numbers', { accounts: [{ pod: { podName: 'a', deploy: 'd', namespace: 'n' }, asked: 1, made: [7] }] }],
  ['terms without a digest', { terms: { texts: {}, secrets: [], trust: 'x' } }],
  ['terms of a setting that is none', { terms: { texts: { evil: '' }, secrets: [], trust: 'a'.repeat(64) } }],
  ['a proxy of two lines', { terms: { texts: {}, secrets: [], trust: 'a'.repeat(64), proxy: 'a\nb' } }],
])('%s is refused', (_, entry: object) => {
  expect(() => parseLedger(JSON.stringify({ version: 2, ...EMPTY_LEDGER, ...entry }))).toThrow(CleanupError);
});

test('a seal is of one key and of one text, and does not hinder reading', () => {
  fc.assert(
    fc.property(ledgers, fc.string({ minLength: 1 }), (ledger, key) => {
      const text = formatLedger(ledger, key);
      expect(parseLedger(text)).toEqual(ledger);
      expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(isSealedWith(text, key)).toBe(true);
      expect(isSealedWith(text, `${key}x`)).toBe(false);
      expect(isSealedWith(text.replace('"names":', '"names" :'), key)).toBe(false);
      expect(isSealedWith(formatLedger(ledger), key)).toBe(false);
    }),
  );
});
