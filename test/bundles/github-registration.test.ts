import { nodeRuntimes } from '../harness/node-runtimes.js';
import {
  access,
  calls,
  expectNoLeak,
  messages,
  READ_SECRETS,
  TOKEN,
  useEmulator,
  useJobs,
} from './support/scenario.js';

const PASSWORD = 'fake-password-for-an-application';
const REGISTRAR_SECRET = 'fake-registrar-s3cret';
const VAULT = {
  authorizations: [
    {
      name: 'registrar',
      application: 'registrar',
      auth: { method: 'oauth2', clientId: 'registrar', clientSecret: REGISTRAR_SECRET },
      mayRegister: true,
    },
  ],
  secrets: [{ identity: 'database', data: [{ PASSWORD }] }],
};
const REGISTER = 'POST /iso/dapp/application';
const DEACTIVATE = 'DELETE /iso/dapp/application/authorization';

describe.each(nodeRuntimes())('registration on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);
  const run = async (inputs: Readonly<Record<string, string>>) => {
    const job = newJob({ secrets: [REGISTRAR_SECRET], debug: true });
    const main = await job.runAction({ inputs: { ...access(emulator()), secrets: 'dsm:*', ...inputs } });
    const [post] = await job.runPosts();
    expectNoLeak(job, { PASSWORD, REGISTRAR_SECRET });
    return { main, post };
  };
  const active = async (system: string) => {
    const { authorizations } = (await emulator().state()) as { authorizations: { system: string; active: boolean }[] };
    return authorizations.filter((one) => one.system === system).map((one) => one.active);
  };

  test('an application, system and environment are registered first, and used', async () => {
    const { main, post } = await run({ application: 'shop', system: 'registered', environment: 'prod' });
    expect(messages(main, 'error')).toEqual([]);
    expect(post).toMatchObject({ conclusion: 'success' });
    expect((await calls(emulator())).map((call) => call.toLowerCase())).toEqual(
      expect.arrayContaining([TOKEN, REGISTER, READ_SECRETS].map((call) => call.toLowerCase())),
    );
    expect(await active('registered')).toEqual([true]);
  });

  test('revoke-authorization deactivates it at the end', async () => {
    const context = { application: 'shop', system: 'revoked', environment: 'prod' };
    const { main, post } = await run({ ...context, 'revoke-authorization': 'true' });
    expect(messages(main, 'error')).toEqual([]);
    expect(post).toMatchObject({ conclusion: 'success', issues: [] });
    expect((await calls(emulator())).at(-1)).toBe(DEACTIVATE);
    expect(await active('revoked')).toEqual([false]);
  });

  test("the credentials' own authorization is used when it is for exactly these, and is never revoked", async () => {
    const context = { application: 'registrar', system: 'emulator', environment: 'test' };
    const { main } = await run({ ...context, 'revoke-authorization': 'true' });
    expect(messages(main, 'error')).toEqual([]);
    expect(await calls(emulator())).not.toContain(REGISTER);
    expect(await calls(emulator())).not.toContain(DEACTIVATE);
    expect(await active('emulator')).toEqual([true]);
  });
});
