import { awaitChange, awaitChanges } from '../../src/clean-up/await-changes.js';
import { recordedEffects } from '../../../core/test/http/support/client.js';
import { type Answer, failure, vaultAnswering } from '../../../core/test/vault/vault-answering.js';

/** A vault whose list tells of these changes of credential 7, one after the other; the last one stays. */
function vaultTelling(changes: readonly string[], answer?: Answer) {
  let asked = -1;
  return vaultAnswering({
    'GET /iso/pam/credential': () => {
      asked += 1;
      return answer ?? { credentials: [{ id: '7', change: changes[Math.min(asked, changes.length - 1)] }] };
    },
  });
}

const BEFORE = '2026-01-01 08:00:00';
const AFTER = '2026-01-01 09:00:00';

test('a change is told with its time, and with the seconds since what started it', async () => {
  const effects = recordedEffects();
  const { vault, asked } = vaultTelling([BEFORE, BEFORE, AFTER]);
  const change = await awaitChange({ id: '7', changed: BEFORE }, vault, { bound: 60_000, effects }, 'the release');
  expect(change).toBe('changed 00:00:03 UTC, 3 s after the release');
  expect(effects.sleeps).toEqual([1000, 2000]);
  expect(asked).toHaveLength(3);
});

test('a change that does not come in time is none', async () => {
  const effects = recordedEffects();
  const { vault } = vaultTelling([BEFORE]);
  expect(await awaitChange({ id: '7', changed: BEFORE }, vault, { bound: 2500, effects }, 'the job')).toBeUndefined();
  expect(effects.sleeps).toEqual([1000, 1500]);
});

describe('the clean-up', () => {
  test('waits for nothing where no password was for this job alone', async () => {
    const effects = recordedEffects();
    const { vault, asked } = vaultTelling([BEFORE]);
    expect(await awaitChanges([], vault, 10_000, effects)).toEqual([]);
    expect([asked, effects.messages]).toEqual([[], []]);
  });

  test('says what it waits for and for how long, then what became of it', async () => {
    const effects = recordedEffects();
    const { vault } = vaultTelling([BEFORE, AFTER]);
    const credentials = [{ id: '7', changed: BEFORE }];
    expect(await awaitChanges(credentials, vault, 10_000, effects)).toEqual([
      {
        kind: 'done',
        what: 'The password of credential 7 was changed 00:00:01 UTC, 1 s after the job.',
        summary: 'pam:7: changed 00:00:01 UTC, 1 s after the job',
      },
    ]);
    expect(effects.messages[0]).toBe('info: Waiting until the vault has changed the password of 7, 10 s at most.');
  });

  test.each([
    ['the list did not say so within 10 s.', undefined],
    ['GET /iso/pam/credential failed: status 500', failure(500, 1)],
  ])('says of each password that may still be good why, and what to do: %s', async (why, answer) => {
    const effects = recordedEffects();
    const { vault } = vaultTelling([BEFORE], answer);
    const credentials = ['7', '8'].map((id) => ({ id, changed: BEFORE }));
    const results = await awaitChanges(credentials, vault, 10_000, effects);
    expect(effects.messages[0]).toContain('the password of 7, 8, 10 s at most');
    expect(results.map(({ kind, summary }) => [kind, summary])).toEqual([
      ['failed', 'pam:7: not changed in time, the password may still be good'],
      ['failed', 'pam:8: not changed in time, the password may still be good'],
    ]);
    expect(results[0]?.what).toContain(
      `The password of credential 7, which was for this job alone (one-time), may still be good: ${why}`,
    );
    expect(results[0]?.what).toMatch(/Look at its change in the console, or give change-wait more seconds\.$/);
  });
});
