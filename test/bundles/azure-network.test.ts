import { startProxy } from '../harness/proxy.js';
import { connected, expectNoLeak, handlers, messagesOf, useAgentJobs } from './support/azure-scenario.js';
import { useEmulator, vaultWith } from './support/scenario.js';

const PASSWORD = 'fake-password-behind-a-proxy';
const CREDENTIALS = { username: 'DOMAIN\\agent', password: 'fake:proxy@password/%' };
const VAULT = vaultWith({ secrets: [{ identity: 'database', data: [{ PASSWORD }] }] });

describe.each(handlers())('the network of the agent on $title', ({ handler }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useAgentJobs(handler, emulator);
  let proxy: Awaited<ReturnType<typeof startProxy>>;

  beforeEach(async () => {
    proxy = await startProxy(CREDENTIALS);
  });

  afterEach(async () => {
    await proxy.stop();
  });

  const agent = (bypass: readonly string[]) => ({
    'Agent.ProxyUrl': { value: proxy.bareUrl },
    'Agent.ProxyUsername': { value: CREDENTIALS.username },
    'Agent.ProxyPassword': { value: CREDENTIALS.password, secret: true },
    'Agent.ProxyBypassList': { value: JSON.stringify(bypass) },
    'Agent.CAInfo': { value: emulator().caFile },
  });
  const bring = async (variables: ReturnType<typeof agent>) => {
    const job = newJob({ variables, debug: true });
    const { serviceConnection } = connected(emulator());
    const step = await job.runTask({ inputs: { serviceConnection, secrets: 'dsm:database' } });
    await job.runPosts();
    expectNoLeak(job, { PASSWORD, proxyPassword: CREDENTIALS.password });
    return { step, value: step?.stdout.includes(PASSWORD) };
  };

  test('its proxy is used, with its credentials, and so is its certificate authority', async () => {
    const { step, value } = await bring(agent(['elsewhere']));
    expect(messagesOf(step, 'error')).toEqual([]);
    expect(value).toBe(true);
    expect(proxy.tunnels).toEqual([new URL(emulator().url).host]);
  });

  test('but not for an address on its list', async () => {
    const { value } = await bring(agent([new URL(emulator().url).port]));
    expect(value).toBe(true);
    expect(proxy.tunnels).toEqual([]);
  });
});
