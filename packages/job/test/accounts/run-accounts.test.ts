import fc from 'fast-check';
import type { JobOrigin } from '../../src/accounts/job-origin.js';
import { podOf } from '../../src/accounts/run-accounts.js';
import { openLedgerBook, takingEvents } from '../../src/ledger/ledger-book.js';
import { parseLedger } from '../../src/ledger/ledger-text.js';

const ORIGIN: JobOrigin = {
  run: '19283746501',
  attempt: '2',
  job: 'Build & Test (ünit)',
  workflow: 'CI',
  repository: 'acme/shop',
};

/** What RFC 1123 section 2.1 and RFC 1035 section 2.3.1 say of a label, character by character. */
function isLabel(text: string): boolean {
  const isLetterOrDigit = (code: number) => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const ends = [codes.at(0) ?? 0, codes.at(-1) ?? 0];
  return (
    codes.length >= 1 &&
    codes.length <= 63 &&
    ends.every(isLetterOrDigit) &&
    codes.every((code) => isLetterOrDigit(code) || code === 45)
  );
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ maxLength: 100 }),
  fc.constant('-'),
);
const origins = fc.record({ run: anyText, attempt: anyText, job: anyText, workflow: anyText, repository: anyText });
const drawn = fc.stringMatching(/^[0-9a-f]{10}$/);

test('the name of the pod is run, attempt, job and a random part; the others are as they are', () => {
  expect(podOf(ORIGIN, () => '0a1b2c3d4e')).toEqual({
    podName: '19283746501-2-build-test-unit-0a1b2c3d4e',
    deploy: 'CI',
    namespace: 'acme/shop',
  });
});

test('whatever a job is called, the name is one label that ends with the random part', () => {
  fc.assert(
    fc.property(origins, drawn, (origin, random) => {
      const { podName } = podOf(origin, () => random);
      expect([podName, isLabel(podName)]).toEqual([podName, true]);
      expect(podName.endsWith(random)).toBe(true);
    }),
  );
});

test('whatever a job is called, workflow and repository are one line that a route takes', () => {
  fc.assert(
    fc.property(origins, (origin) => {
      const { deploy, namespace } = podOf(origin);
      for (const text of [deploy, namespace]) {
        expect(text.isWellFormed()).toBe(true);
        expect(text.trim()).toBe(text);
        expect(text).not.toBe('');
        expect(text.split(/[\p{Cc}\u2028\u2029]/u)).toHaveLength(1);
        expect(Array.from(text).length).toBeLessThanOrEqual(253);
      }
    }),
  );
});

test('the longest job leaves run and attempt whole', () => {
  const { podName } = podOf({ ...ORIGIN, job: 'a-very-long-name-'.repeat(20) }, () => '0a1b2c3d4e');
  expect(podName).toMatch(/^19283746501-2-a-very-.*-0a1b2c3d4e$/);
  expect(podName.length).toBeGreaterThan(60);
});

test('two legs of one matrix are two pods', () => {
  expect(podOf(ORIGIN).podName).not.toBe(podOf(ORIGIN).podName);
});

test('the ledger has the pod before, and the ids after', async () => {
  const saved: string[] = [];
  const ledger = openLedgerBook({ save: (text) => saved.push(text), load: () => undefined });
  expect(takingEvents(ledger).accounts).toBeUndefined();
  const accounts = await takingEvents(ledger, ORIGIN).accounts?.();
  if (accounts === undefined) throw new Error('no accounts');
  const { pod, beforeProvisioning, afterProvisioning } = accounts;
  const asked = expect.any(Number) as number;
  await beforeProvisioning(pod);
  expect(parseLedger(saved.at(-1) ?? '').accounts).toEqual([{ pod, asked }]);
  const made = [{ id: '7', identity: 'db\nA', expirationDate: '2026-11-25 22:00:00' }];
  await afterProvisioning(pod, made);
  expect(parseLedger(saved.at(-1) ?? '').accounts).toEqual([{ pod, asked, made }]);
  await afterProvisioning(pod, []);
  expect(parseLedger(saved.at(-1) ?? '').accounts).toBeUndefined();
});
