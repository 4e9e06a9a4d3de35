import { InputError } from '@senhasegura-action/core/internal';
import { openLedgerBook } from '@senhasegura-action/job';
import { custodyWish, handOver, releaseSetting } from '../../src/commands/kept-custody.js';

const given = (...switches: readonly (readonly [string, string])[]) => ({
  options: new Map(switches.map(([name, value]) => [name, [value]])),
});

test.each([
  [given(), 'by-the-list', {}],
  [given(['keep', 'true']), 'keep', { 'release-custody': 'false' }],
  [given(['release', 'true']), 'release', { 'release-custody': 'true' }],
  [given(['keep', 'false'], ['release', 'true']), 'release', { 'release-custody': 'true' }],
  [given(['keep', 'false']), 'by-the-list', {}],
] as const)('a switch decides, and beats the setting', (invocation, wish, setting) => {
  expect(custodyWish(invocation)).toBe(wish);
  expect(releaseSetting(wish)).toEqual(setting);
});

test('both switches are a wrong usage', () => {
  expect(() => custodyWish(given(['keep', 'true'], ['release', 'true']))).toThrow(InputError);
});

test('what is handed over is nobody else to give back, and comes with the command that ends it', () => {
  const ledger = openLedgerBook({ save: () => undefined, load: () => undefined });
  ledger.write({ custodies: ['5'] });
  const settings = new Map([
    ['url', 'https://v.example/a'],
    ['application', "shop's back"],
    ['client-secret', 'fake-secret'],
    ['release-custody', 'false'],
  ] as const);
  expect(handOver({ ledger }, 'so it is', { settings })).toBe(
    "The custody of credential 5 is kept: so it is. End it with: senhasegura release pam:5 --url=https://v.example/a --application='shop'\\''s back'",
  );
  expect(ledger.current.custodies).toEqual([]);
});
