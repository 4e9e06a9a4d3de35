import { eachWithEmulator } from '../support/running.js';

interface Listed {
  readonly identity: string;
  readonly data: readonly Readonly<Record<string, unknown>>[];
}

describe('the plain sample', () => {
  const running = eachWithEmulator();
  const listed = async (path: string, at: 'secrets' | 'application') => {
    const answer = JSON.parse((await running().client.as('default', 'GET', path)).text) as {
      secrets: Listed[];
      application: { secrets: Listed[] };
    };
    return at === 'secrets' ? answer.secrets : answer.application.secrets;
  };

  test.each([
    ['/iso/sctm/secret', 'secrets'],
    ['/iso/dapp/application', 'application'],
  ] as const)('%s lists lists of texts and null, as the clients of others decode them', async (path, at) => {
    const secrets = await listed(path, at);
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.every(({ data }) => Array.isArray(data))).toBe(true);
    const values = secrets.flatMap(({ data }) => data.flatMap((block) => Object.values(block)));
    expect(values.filter((value) => value !== null && typeof value !== 'string')).toEqual([]);
  });

  test.each([
    ['/iso/sctm/secret', 'secrets'],
    ['/iso/dapp/application', 'application'],
  ] as const)('no name in %s comes twice, whatever its case', async (path, at) => {
    const names = (await listed(path, at)).flatMap(({ data }) => data.flatMap((block) => Object.keys(block)));
    const folded = names.map((name) => name.toLowerCase());
    expect(folded).toEqual([...new Set(folded)]);
  });

  test('the application has a secret of another environment, which the list of the authorization has not', async () => {
    const [own, all] = [
      await listed('/iso/sctm/secret', 'secrets'),
      await listed('/iso/dapp/application', 'application'),
    ].map((secrets) => secrets.map(({ identity }) => identity));
    expect(all?.filter((identity) => own?.includes(identity) === false)).toEqual(['payment-production']);
    expect(own?.filter((identity) => all?.includes(identity) === false)).toEqual([]);
  });
});
