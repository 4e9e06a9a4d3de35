import { InputError } from '../../../core/src/errors/senhasegura-error.js';
import type { Fetched } from '../../../core/src/fetch/fetch-selections.js';
import { caselessNames } from '../../src/names/caseless-names.js';
import { type PlanLimits, type PlanSettings, planPublications } from '../../src/publish/publication-plan.js';
import { describeDestination } from '../../src/publish/publication.js';
import { LINUX, WINDOWS } from '../systems.js';
import { fetched } from './create-fetched.js';

const settings: PlanSettings = { nameCase: 'keep', onConflict: 'error', allowNames: new Set() };

function destinations(values: readonly Fetched[], over: Partial<PlanSettings> = {}): readonly string[] {
  return planPublications(values, { ...settings, ...over }, '/tmp/job', LINUX).map(({ destination }) =>
    describeDestination(destination),
  );
}

function problems(values: readonly Fetched[], over: Partial<PlanSettings> = {}): readonly string[] {
  try {
    planPublications(values, { ...settings, ...over }, '/tmp/job', LINUX);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

test('every sink has its destination', () => {
  expect(
    destinations([
      fetched('dsm:a#password > DB', 'x1'),
      fetched('dsm:a#password > output:db', 'x1'),
      fetched('dsm:a#password > file:conf/db.txt', 'x1'),
      fetched('dsm:a#password > file:/srv/db.txt', 'x1'),
      fetched('dsm:a#password > path:DB_FILE', 'x1'),
      fetched('dsm:a#* > A_*', 'x2', { field: 'b-c' }),
      fetched('dsm:a', 'x3', { field: '9lives' }),
    ]),
  ).toEqual([
    'variable DB',
    'output db',
    'file /tmp/job/conf/db.txt',
    'file /srv/db.txt',
    'file path in variable DB_FILE',
    'variable A_b_c',
    'variable _9lives',
  ]);
});

test('name-case concerns names from fields', () => {
  const values = [fetched('dsm:a', 'x', { field: 'my-key' }), fetched('dsm:a#k > lower', 'x')];
  expect(destinations(values, { nameCase: 'upper' })).toEqual(['variable MY_KEY', 'variable lower']);
});

test('a field that tries to set two variables sets one harmless name', () => {
  expect(destinations([fetched('dsm:a', 'x', { field: 'A\nB=1' })])).toEqual(['variable A_B_1']);
});

describe('names on the deny-list', () => {
  test.each(['PATH', 'Path', 'NODE_OPTIONS', 'LD_PRELOAD', 'GITHUB_TOKEN', 'https_proxy', 'BASH_ENV'])(
    '%s',
    (field) => {
      expect(problems([fetched('dsm:a', 'x', { field })])).toEqual([
        expect.stringMatching(/^Line 1: .*deny-list.*allow-names/),
      ]);
    },
  );

  test('a name that the user wrote is refused as well, for path: too', () => {
    expect(problems([fetched('dsm:a#b > PATH', 'x'), fetched('dsm:a#b > path:GIT_SSH', 'x')])).toHaveLength(2);
  });

  test('allow-names lets it through', () => {
    expect(destinations([fetched('dsm:a#b > GIT_TOKEN', 'x')], { allowNames: new Set(['git_token']) })).toEqual([
      'variable GIT_TOKEN',
    ]);
  });

  test('outputs and files have names of their own', () => {
    expect(destinations([fetched('dsm:a#b > output:PATH', 'x'), fetched('dsm:a#b > file:PATH', 'x')])).toHaveLength(2);
  });
});

describe('two values for one name', () => {
  const one = fetched('dsm:a#x > NAME', 'first');
  const other = fetched('dsm:b#y > NAME', 'second', { line: 4 });

  test('are a problem that names both', () => {
    expect(problems([one, other])).toEqual([
      expect.stringMatching(/Lines 1 and 4: "dsm:a#x" and "dsm:b#y".*variable NAME.*on-conflict/),
    ]);
  });

  test('the later line wins with last', () => {
    const plan = planPublications([one, other], { ...settings, onConflict: 'last' }, '/tmp/job', LINUX);
    expect(plan.map(({ fetched: { value } }) => value)).toEqual(['second']);
  });

  test('the same value twice is one', () => {
    expect(destinations([one, fetched('dsm:b#y > NAME', 'first')])).toEqual(['variable NAME']);
  });

  test('a conflict within one line is told once, however often its secret has the field', () => {
    const values = ['1', '2', '3'].map((value) => fetched('dsm:a', value, { field: 'host' }));
    expect(problems(values)).toEqual([expect.stringMatching(/^Line 1: "dsm:a#host" and "dsm:a#host" have different/)]);
  });

  test('names that only became the same count', () => {
    const values = [fetched('dsm:a', 'x', { field: 'a-b' }), fetched('dsm:a', 'y', { field: 'a.b' })];
    expect(problems(values)).toHaveLength(1);
  });

  test('a variable and a path in a variable of that name are in each other’s way', () => {
    expect(problems([one, fetched('dsm:a#x > path:NAME', 'first')])).toHaveLength(1);
  });

  test('no value is told', () => {
    expect(problems([one, other]).join()).not.toMatch(/first|second/);
  });
});

describe('values that do not fit', () => {
  const longest = 128 * 1024 - 'NAME='.length - 1;

  test('128 KiB and more can be no variable', () => {
    expect(problems([fetched('dsm:a#b > NAME', 'x'.repeat(longest + 1))])).toEqual([
      expect.stringMatching(/no later step could start.*path:NAME.*file:PATH/),
    ]);
    expect(problems([fetched('dsm:a#b > NAME', 'é'.repeat(longest / 2 + 1))])).toHaveLength(1);
    expect(destinations([fetched('dsm:a#b > NAME', 'x'.repeat(longest))])).toHaveLength(1);
  });

  test('what is too long for a variable is no trouble for a file and an output', () => {
    const long = 'x'.repeat(1_000_000);
    expect(
      destinations([
        fetched('dsm:a#b > file:x', long),
        fetched('dsm:a#b > path:X', long),
        fetched('dsm:a#b > output:X', long),
      ]),
    ).toHaveLength(3);
  });

  test('zero bytes, binary values and halves of surrogates', () => {
    expect(problems([fetched('dsm:a#b > A', 'x\0y')])).toEqual([expect.stringContaining('zero byte')]);
    expect(problems([fetched('dsm:a#b > A', Uint8Array.of(255))])).toEqual([expect.stringContaining('binary')]);
    expect(problems([fetched('dsm:a#b > output:A', Uint8Array.of(255))])).toEqual([expect.stringContaining('binary')]);
    expect(problems([fetched('dsm:a#b > file:A', '\ud800')])).toEqual([expect.stringContaining('surrogate')]);
    expect(destinations([fetched('dsm:a#b > file:A', Uint8Array.of(255))])).toHaveLength(1);
  });

  test('all problems come together', () => {
    expect(
      problems([fetched('dsm:a#b > PATH', 'x'), fetched('dsm:a#b > A', 'x\0'), fetched('dsm:a#c > A', 'y')]),
    ).toHaveLength(3);
  });
});

describe('what the job says to it', () => {
  const values = [fetched('dsm:a#b > A', 'fake-a'), fetched('dsm:a#b > output:o', 'fake-o', { line: 2 })];
  const problemsWithin = (limits: Partial<PlanLimits>, given = values) => {
    try {
      planPublications(given, settings, '/tmp/job', { ...LINUX, ...limits });
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  };

  test('too much of everything is a problem beside the others', () => {
    const crowding: PlanLimits['crowding'] = (variables, outputs) => [
      `too much: ${[...variables.keys()].join()} ${[...outputs.keys()].join()}`,
    ];
    expect(problemsWithin({ crowding })).toEqual(['too much: A o']);
    expect(problemsWithin({ crowding }, [...values, fetched('dsm:a#b > PATH', 'x')])).toHaveLength(2);
  });

  test('a variable that is needed again stays as it is', () => {
    const neededAgain = new Map([['A', 'fake-held']]);
    expect(problemsWithin({ neededAgain })).toEqual([
      expect.stringMatching(/^Line 1: "dsm:a#b" can't become the variable A: the job's variable of that name holds/u),
    ]);
    expect(problemsWithin({ neededAgain: new Map([['A', 'fake-a']]) })).toEqual([]);
    expect(problemsWithin({ neededAgain: new Map([['a', 'fake-held']]) })).toEqual([]);
    const caseless = { variables: true, outputs: false, files: false };
    expect(problemsWithin({ caseless, neededAgain: new Map([['a', 'fake-held']]) })).toHaveLength(1);
    expect(problemsWithin({ neededAgain }).join()).not.toMatch(/fake-held|fake-a/u);
  });
});

describe('names that differ in case alone', () => {
  const conflictsOn = (system: NodeJS.Platform, sinks: readonly string[], over = {}): readonly string[] => {
    const values = sinks.map((sink, index) => fetched(`dsm:a#b > ${sink}`, `fake-${index}`, { line: index + 1 }));
    const caseless = { ...caselessNames(system), ...over };
    try {
      planPublications(values, settings, '/tmp/job', { system, caseless });
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  };

  test('are one variable on Windows, and a conflict that says why', () => {
    expect(conflictsOn('win32', ['password', 'PASSWORD'])).toEqual([
      expect.stringMatching(/^Lines 1 and 2: .*variable password and the variable PASSWORD, which are one here.*case/u),
    ]);
    expect(conflictsOn('win32', ['path:Key', 'KEY'])).toHaveLength(1);
    expect(conflictsOn('win32', ['output:key', 'output:KEY'])).toHaveLength(1);
  });

  test('are two variables on Linux and macOS', () => {
    expect(conflictsOn('linux', ['password', 'PASSWORD'])).toEqual([]);
    expect(conflictsOn('darwin', ['password', 'PASSWORD', 'path:a', 'path:A'])).toEqual([]);
  });

  test('are one file on Windows and macOS', () => {
    const files = ['file:a/key.pem', 'file:a/KEY.pem'];
    expect(conflictsOn('win32', files)).toHaveLength(1);
    expect(conflictsOn('darwin', files)).toHaveLength(1);
    expect(conflictsOn('linux', files)).toEqual([]);
  });

  test('are one output where the host says so, on any system', () => {
    expect(conflictsOn('linux', ['output:key', 'output:KEY'])).toEqual([]);
    expect(conflictsOn('linux', ['output:key', 'output:KEY'], { outputs: true })).toHaveLength(1);
  });
});

describe('a variable on Windows', () => {
  const longest = 32_767 - 'NAME='.length - 1;

  test('has 32,767 characters at most, its name and the zero at its end among them', () => {
    const plan = (value: string) => planPublications([fetched('dsm:a#b > NAME', value)], settings, '/tmp/job', WINDOWS);
    expect(plan('é'.repeat(longest))).toHaveLength(1);
    expect(() => plan('x'.repeat(longest + 1))).toThrow(/Windows takes no variable of 32767 or more.*> path:NAME/u);
  });
});

test('what is no name of a file on Windows is refused there', () => {
  const problemsOn = (limits: Pick<PlanLimits, 'system' | 'caseless'>, path: string): readonly string[] => {
    try {
      planPublications([fetched(`dsm:a#b > file:${path}`, 'fake')], settings, '/tmp/job', limits);
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
    return [];
  };
  for (const path of ['a.txt:b', 'conf/nul', 'conf/NUL.txt', 'com1', 'a./b', 'a/b ?', 'C:\\a\\con.pem']) {
    expect([path, problemsOn(WINDOWS, path)]).toEqual([path, [expect.stringMatching(/Windows has no file ".*Choose/)]]);
    expect(problemsOn(LINUX, path)).toEqual([]);
  }
  for (const path of ['conf/key.pem', '/a/null.txt', '/srv/../a/.npmrc', 'icon', 'é (1).txt']) {
    expect(problemsOn(WINDOWS, path)).toEqual([]);
  }
});
