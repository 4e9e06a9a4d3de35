import { releaseCustodies, type ReleasePatience } from '../../src/clean-up/release-custodies.js';
import { TransportError } from '../../../core/src/errors/senhasegura-error.js';
import { createVault } from '../../../core/src/vault/vault.js';
import { answering, recordedEffects } from '../../../core/test/http/support/client.js';
import { failure, type Answer } from '../../../core/test/vault/vault-answering.js';

/** What a vault does with a request to end a custody. */
type Word = 'released' | 'none' | 'fault' | 'lost' | 'hangs';

const ANSWERS: Readonly<Record<'released' | 'none' | 'fault', Answer>> = {
  released: { response: { status: 200, message: 'released', error: false } },
  none: failure(400, 1018),
  fault: failure(500, 1),
};

/** A vault that does this with the first request for an id, with the second, and so on; the last word holds from then on. */
function vaultThat(words: Readonly<Record<string, readonly Word[]>>) {
  const asked: string[] = [];
  const http = answering(({ method, path }) => {
    const id = path.split('/').at(-1) ?? '';
    const said = words[id] ?? [];
    const word = said[Math.min(asked.filter((each) => each === id).length, said.length - 1)];
    asked.push(id);
    if (word === 'hangs') return new Promise<never>(() => undefined);
    if (word === 'lost' || word === undefined) throw new TransportError('There was no answer.', { method, path });
    const answer = ANSWERS[word];
    return 'body' in answer
      ? { status: Number(answer.status), body: JSON.stringify(answer.body) }
      : { body: JSON.stringify(answer) };
  });
  const authenticator = { authorize: () => Promise.resolve({ headers: {} }), renew: () => Promise.resolve(false) };
  return { vault: createVault({ http, authenticator, api: 'iso' }), asked };
}

const TIMEOUT = 5000;
function patience(changes: Partial<ReleasePatience> = {}) {
  const effects = recordedEffects();
  const nobody = new Set<string>();
  return {
    effects,
    patience: {
      ...{ effects, timeout: TIMEOUT, isUnreachable: false, unanswered: nobody, repeated: nobody },
      ...{ until: effects.now() + 10_000 },
      ...changes,
    },
  };
}

describe('what became of each credential', () => {
  test('is told by kind, in sentences for one and for several', async () => {
    const { vault, asked } = vaultThat({ 1: ['released'], 2: ['none'], 3: ['fault'], 4: ['released'] });
    const { released, results } = await releaseCustodies(['1', '2', '3', '4'], vault);
    expect(released).toEqual(['1', '4']);
    expect(results).toEqual([
      { kind: 'done', what: 'Released the custody of 2 credentials: 1, 4.' },
      { kind: 'done', what: 'There was no custody of 1 credential to release: 2.' },
      {
        kind: 'failed',
        what: expect.stringMatching(
          /^The custody of credential 3 was not released: DELETE \S+ failed: status 500.* Release it in the console\.$/s,
        ) as string,
      },
    ]);
    expect(asked.toSorted()).toEqual(['1', '2', '3', '4']);
  });

  test('of none is nothing', async () => {
    expect(await releaseCustodies([], vaultThat({}).vault)).toEqual({ released: [], results: [] });
    expect(await releaseCustodies([], vaultThat({}).vault, patience().patience)).toEqual({ released: [], results: [] });
  });
});

describe('a read that was not answered may still take custody', () => {
  const waitFor = async (words: readonly Word[], changes: (now: number) => Partial<ReleasePatience> = () => ({})) => {
    const { effects, patience: given } = patience();
    const { vault, asked } = vaultThat({ 7: words });
    const { released, results } = await releaseCustodies(['7'], vault, {
      ...{ ...given, unanswered: new Set(['7']) },
      ...changes(effects.now()),
    });
    return { released, results, asked: asked.length, pauses: effects.sleeps.filter((pause) => pause !== TIMEOUT) };
  };

  test('so the vault is asked again, more and more seldom, until it has one to release', async () => {
    expect(await waitFor(['none', 'none', 'none', 'released'])).toEqual({
      released: ['7'],
      results: [{ kind: 'done', what: 'Released the custody of 1 credential: 7.' }],
      asked: 4,
      pauses: [500, 1000, 2000],
    });
  });

  test('until the read can no longer be under way, and a last time then', async () => {
    const late = (now: number) => ({ until: now + 14_000 });
    const { released, results, asked, pauses } = await waitFor(['none'], late);
    expect(released).toEqual([]);
    expect(pauses).toEqual([500, 1000, 2000, 4000, 4000, 2500]);
    expect(asked).toBe(pauses.length + 1);
    expect(results).toEqual([
      {
        kind: 'failed',
        what: 'The read of 1 credential got no answer, and the vault had no custody to release: 7. It may still take it: look in the console, and release it there.',
      },
    ]);
  });

  test.each([
    ['each read was answered', () => ({ unanswered: new Set(['8']) })],
    ['its time is over', (now: number) => ({ until: now })],
  ])('but once is enough where %s', async (_, changes) => {
    const { results, asked } = await waitFor(['none'], changes);
    expect(results).toEqual([{ kind: 'done', what: 'There was no custody of 1 credential to release: 7.' }]);
    expect(asked).toBe(1);
  });

  test('or where its custody was there at once', async () => {
    expect(await waitFor(['released', 'none'])).toMatchObject({ released: ['7'], asked: 1, pauses: [] });
  });

  test('unless it was asked for twice: then another custody may come, and what was released stays so', async () => {
    const twice = (now: number) => ({ repeated: new Set(['7']), until: now + 3000 });
    expect(await waitFor(['released', 'none'], twice)).toMatchObject({
      released: ['7'],
      results: [{ kind: 'done' }],
      asked: 4,
      pauses: [500, 1000, 1500],
    });
  });

  test('a fault on the way is told as such', async () => {
    expect(await waitFor(['none', 'fault'])).toMatchObject({ released: [], results: [{ kind: 'failed' }], asked: 2 });
  });
});

describe('a vault that can not be reached', () => {
  /** Effects whose sleep ends when it is told to, and which know whether it is still wanted. */
  function heldSleep() {
    const sleeps: { readonly milliseconds: number; readonly wanted: () => boolean; readonly end: () => void }[] = [];
    let begun: () => void = () => undefined;
    const first = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const sleep = (milliseconds: number, signal?: AbortSignal) =>
      new Promise<void>((end) => {
        sleeps.push({ milliseconds, wanted: () => signal?.aborted === false, end });
        begun();
      });
    return { sleeps, first, effects: { now: () => 0, sleep } };
  }

  test.each([
    ['from the first request that is lost', false],
    ['at once where that is known', true],
  ])('is given one time-out for all, %s', async (_, isUnreachable) => {
    const { sleeps, first, effects } = heldSleep();
    const words: Readonly<Record<string, readonly Word[]>> = isUnreachable
      ? { 1: ['hangs'], 2: ['released'] }
      : { 1: ['hangs'], 2: ['released'], 3: ['lost'] };
    const work = releaseCustodies(Object.keys(words), vaultThat(words).vault, {
      ...patience({ isUnreachable }).patience,
      effects,
    });
    await first;
    expect(sleeps.map(({ milliseconds, wanted }) => [milliseconds, wanted()])).toEqual([[TIMEOUT, true]]);
    // Those that are answered meanwhile count.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    sleeps[0]?.end();
    const { released, results } = await work;
    expect(released).toEqual(['2']);
    expect(results[1]?.what).toContain(
      "credential 1 was not released: The vault can't be reached: there was no answer within 5 s.",
    );
    expect(results).toHaveLength(Object.keys(words).length);
  });

  test('is none that answers with a fault: the others have their own time', async () => {
    const { sleeps, effects } = heldSleep();
    const words: Readonly<Record<string, readonly Word[]>> = { 1: ['fault'], 2: ['released'], 3: ['hangs'] };
    void releaseCustodies(Object.keys(words), vaultThat(words).vault, { ...patience().patience, effects });
    for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
    expect(sleeps).toEqual([]);
  });

  test('leaves no timer behind when all are answered', async () => {
    const { sleeps, first, effects } = heldSleep();
    await releaseCustodies(['1', '2'], vaultThat({ 1: ['released'], 2: ['fault'] }).vault, {
      ...patience().patience,
      effects,
    });
    await first;
    expect(sleeps.map(({ wanted }) => wanted())).toEqual([false]);
  });
});
