import { nodeRuntimes } from '../harness/node-runtimes.js';
import { access, expectNoLeak, messages, useEmulator, useJobs, vaultWith } from './support/scenario.js';

const DAY = 86_400_000;
/** A date as lists of the vault have it, so many days from now. */
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 19).replace('T', ' ');
const SECRETS = { soon: 6.5, over: -2, later: 40, never: undefined } as const;
const VALUE = 'fake-value-of-a-secret';
const VAULT = vaultWith({
  secrets: Object.entries(SECRETS).map(([identity, days], index) => ({
    ...{ identity, version: String(index + 2), data: [{ [`${identity}_value`]: `${VALUE}-${identity}` }] },
    ...(days === undefined ? {} : { expirationDate: inDays(days) }),
  })),
});
const SOON = expect.stringMatching(/^The secret "soon" expires on \d{4}-\d\d-\d\d, in 7 days\. Renew it/) as unknown;
const OVER = expect.stringMatching(/^The secret "over" expired on \d{4}-\d\d-\d\d\. Renew it/) as unknown;
const LATER = expect.stringMatching(/^The secret "later" expires on \d{4}-\d\d-\d\d, in 40 days\./) as unknown;

describe.each(nodeRuntimes())('secrets that expire on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);

  const run = async (secrets: string, inputs: Readonly<Record<string, string>> = {}) => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets, ...inputs } });
    await job.runPosts();
    expectNoLeak(job, Object.fromEntries(Object.keys(SECRETS).map((name) => [name, `${VALUE}-${name}`])));
    return main;
  };

  test.each([
    ['dsm:soon', {}, [SOON]],
    ['dsm:soon#soon_value > A\ndsm:soon#soon_value > B', {}, [SOON]],
    ['dsm:over', {}, [OVER]],
    ['dsm:*', {}, [SOON, OVER]],
    ['dsm:later\ndsm:never', {}, []],
    ['dsm:later', { 'expiry-warning': '60' }, [LATER]],
    ['dsm:soon', { 'expiry-warning': '5' }, []],
    ['dsm:*', { 'expiry-warning': '0' }, []],
  ])('%j with %j: what is used is warned of, and nothing else', async (secrets, inputs, warnings) => {
    const main = await run(secrets, inputs);
    expect(messages(main, 'error')).toEqual([]);
    expect(messages(main, 'warning')).toHaveLength(warnings.length);
    expect(messages(main, 'warning')).toEqual(expect.arrayContaining(warnings));
  });

  test('the summary has version and end', async () => {
    const { summary } = await run('dsm:soon');
    expect(summary).toMatch(/dsm:soon#soon_value.*\b2\b/);
    expect(summary).toContain(inDays(6.5).slice(0, 10));
  });

  test.each(['-1', '1.5', 'soon'])('expiry-warning: %s is a wrong setting', async (days) => {
    const main = await run('dsm:later', { 'expiry-warning': days });
    expect(messages(main, 'error').join('\n')).toContain('expiry-warning');
  });
});
