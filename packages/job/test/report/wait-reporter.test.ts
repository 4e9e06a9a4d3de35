import { waitReporter } from '../../src/report/wait-reporter.js';

/** A clock that a test moves, and what was shown by it. */
function newReporter(pause = 10_000) {
  let now = Date.UTC(2026, 0, 1, 12, 0, 0);
  let due: { readonly at: number; readonly work: () => void } | undefined;
  const shown: string[] = [];
  const onWait = waitReporter({
    show: (line) => shown.push(line),
    end: () => shown.push('end'),
    pause,
    now: () => now,
    later: (milliseconds, work) => {
      const mine = { at: now + milliseconds, work };
      due = mine;
      return () => {
        if (due === mine) due = undefined;
      };
    },
  });
  const pass = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) {
      now += 1000;
      const ripe = due !== undefined && due.at <= now ? due : undefined;
      if (ripe === undefined) continue;
      due = undefined;
      ripe.work();
    }
  };
  return { onWait, pass, shown };
}

const LINE = 'Waiting for the vault, until 12:01:00 UTC at the latest.';

test('what lasts two seconds is told, then once each ten seconds, and no more when it is over', () => {
  const { onWait, pass, shown } = newReporter();
  const over = onWait({ what: 'the vault', atMost: 60_000 });
  pass(1);
  expect(shown).toEqual([]);
  pass(1);
  expect(shown).toEqual([LINE]);
  pass(9);
  expect(shown).toEqual([LINE]);
  pass(1);
  expect(shown).toEqual([LINE, LINE]);
  over();
  over();
  pass(60);
  expect(shown).toEqual([LINE, LINE, 'end']);
});

test('a short wait is not told of', () => {
  const { onWait, pass, shown } = newReporter();
  const over = onWait({ what: 'the vault', atMost: 60_000 });
  pass(1);
  over();
  pass(60);
  expect(shown).toEqual([]);
});

test('of several the first is named, and the rest counted', () => {
  const { onWait, pass, shown } = newReporter();
  const overs = ['the vault', 'credential 7', 'credential 8'].map((what) => onWait({ what, atMost: 60_000 }));
  pass(2);
  overs[0]?.();
  pass(10);
  overs[1]?.();
  overs[2]?.();
  expect(shown).toEqual([
    'Waiting for the vault (and 2 more), until 12:01:00 UTC at the latest.',
    'Waiting for credential 7 (and 1 more), until 12:01:00 UTC at the latest.',
    'end',
  ]);
});
