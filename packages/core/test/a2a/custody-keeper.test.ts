import fc from 'fast-check';
import { createCustodyKeeper } from '../../src/a2a/custody-keeper.js';

/** A vault with one credential, whose answers come in the order that a scheduler likes. */
function scheduledVault(scheduler: fc.Scheduler) {
  const seen = { held: false, reads: 0, releases: 0, usesWithoutCustody: 0 };
  // The vault acts when the scheduler lets the request through, not when it is asked.
  const read = async (taking: () => void): Promise<string> => {
    taking();
    await scheduler.schedule(Promise.resolve(), 'read');
    seen.held = true;
    seen.reads += 1;
    return 'password';
  };
  const release = async (): Promise<void> => {
    await scheduler.schedule(Promise.resolve(), 'release');
    seen.held = false;
    seen.releases += 1;
  };
  const check = (): void => {
    if (!seen.held) seen.usesWithoutCustody += 1;
  };
  const use = async (): Promise<void> => {
    check();
    await scheduler.schedule(Promise.resolve(), 'use');
    check();
  };
  return { seen, read, release, use };
}

describe('createCustodyKeeper', () => {
  test('in whatever order things happen, nobody uses a credential without custody, and none stays', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.integer({ min: 1, max: 5 }), async (scheduler, count) => {
        const { seen, read, release, use } = scheduledVault(scheduler);
        const keeper = createCustodyKeeper(release);
        const starts = Array.from({ length: count }, (_, index) =>
          scheduler.schedule(Promise.resolve(), `start ${index}`).then(() => keeper.hold('7', read, use)),
        );
        const outcomes = Promise.all(starts);
        await scheduler.waitFor(outcomes);
        for (const held of await outcomes)
          expect(held).toEqual({ outcome: { ok: undefined }, releaseFailure: undefined });
        expect(seen).toMatchObject({ held: false, reads: count, usesWithoutCustody: 0 });
        expect(seen.releases).toBeGreaterThan(0);
        expect(seen.releases).toBeLessThanOrEqual(count);
      }),
    );
  });

  test('credentials do not wait for each other', async () => {
    const never = new Promise<never>(() => undefined);
    const keeper = createCustodyKeeper((id) => (id === '1' ? never : Promise.resolve()));
    void keeper.hold(
      '1',
      () => Promise.resolve(),
      () => undefined,
    );
    const { outcome } = await keeper.hold(
      '2',
      () => Promise.resolve('fake'),
      (credential) => credential,
    );
    expect(outcome).toEqual({ ok: 'fake' });
  });
});
