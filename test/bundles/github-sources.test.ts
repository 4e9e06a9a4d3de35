import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeRuntimes } from '../harness/node-runtimes.js';
import {
  access,
  calls,
  CLIENT_SECRET,
  expectNoLeak,
  messages,
  useEmulator,
  useJobs,
  vaultWith,
} from './support/scenario.js';
import { needs } from '../harness/programs.js';

const VALUES = {
  DB: 'fake-password-of-the-database',
  CASSANDRA: 'fake-password-of-cassandra',
  API_KEY: 'fake-key-of-the-api',
  INNER: 'fake-secret-inside-of-json',
  ROOT: 'fake-password-of-root',
  ADMIN: 'fake-password-of-the-administrator',
  LICENCE: 'fake text of a licence\nof two lines\n',
  REGISTRY: 'fake-password-of-the-registry',
  NOTE: 'fake text of a note',
  CLIENT: 'fake-secret-of-a-client',
};
const VAULT = vaultWith({
  authorizations: [
    {
      ...{ name: 'tests', modules: ['dsm', 'pam', 'mysafe'] },
      auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET },
    },
  ],
  secrets: [
    { identity: 'database-prod', data: [{ password: VALUES.DB, port: 5432 }] },
    { identity: 'cart/americanas/npf/cassandra', data: [{ PASSWORD: VALUES.CASSANDRA }] },
    { identity: 'api-settings-prod', data: [{ API_KEY: VALUES.API_KEY }] },
    { identity: 'service-account', data: [{ json: JSON.stringify({ client: { secret: VALUES.INNER } }) }] },
  ],
  credentials: [
    { id: '123', identifier: 'root-db', username: 'root', hostname: 'db.example.com', password: VALUES.ROOT },
    { id: '124', identifier: 'admin-db', username: 'admin', hostname: 'db.example.com', password: VALUES.ADMIN },
    { id: '125', username: 'svc@corp', hostname: 'ad.example.com', password: VALUES.ADMIN },
  ],
  sshKeys: [{ id: '56', identifier: 'deploy-key-prod', username: 'deploy', hostname: 'web.example.com' }],
  information: [{ id: '28', name: 'licence', content: VALUES.LICENCE }],
  mysafe: {
    passwords: [{ identifier: '197', name: 'registry', password: VALUES.REGISTRY }],
    notes: [{ identifier: '198', name: 'note', note: VALUES.NOTE }],
    apiSecrets: [{ identifier: '199', name: 'api', clientId: 'fake-client', clientSecret: VALUES.CLIENT }],
  },
});

/** The lines of design section 2, and those of the other sources. */
const LINES = `
# every source, every sink
dsm:database-prod#password > DB_PASSWORD
dsm:database-prod#* > DB_*
dsm:cart/americanas/npf/cassandra#PASSWORD | optional > CASSANDRA_PASSWORD
dsm:cart/nowhere#PASSWORD | optional > NOWHERE
dsm:api-settings-prod
pam:123 > ROOT_PASSWORD
pam:root-db#password > SAME_PASSWORD
pam:admin@db.example.com#username | nomask > DB_ADMIN
pam:svc@corp@ad.example.com > SVC_PASSWORD
ssh:deploy-key-prod > ssh-agent
ssh:deploy-key-prod#private_key > path:DEPLOY_KEY_FILE
dsm:service-account#json | json=/client/secret > output:client_secret
info:28 > file:config/licence.txt
mysafe-password:197 > REGISTRY_PASSWORD
mysafe-note:198 > NOTE
mysafe-api:199 > CLIENT_SECRET
`;

describe.each(nodeRuntimes())('every reference on $name', ({ path }) => {
  const emulator = useEmulator(VAULT);
  const newJob = useJobs(path);

  needs('bash', 'openssh').test.each(['iso', 'api'])('over %s', async (api) => {
    const job = newJob();
    const main = await job.runAction({ inputs: { ...access(emulator()), api, secrets: LINES } });
    expect(messages(main, 'error')).toEqual([]);
    expect(Object.fromEntries(main.exportedEnv)).toMatchObject({
      DB_PASSWORD: VALUES.DB,
      DB_port: '5432',
      CASSANDRA_PASSWORD: VALUES.CASSANDRA,
      API_KEY: VALUES.API_KEY,
      ROOT_PASSWORD: VALUES.ROOT,
      SAME_PASSWORD: VALUES.ROOT,
      DB_ADMIN: 'admin',
      SVC_PASSWORD: VALUES.ADMIN,
      REGISTRY_PASSWORD: VALUES.REGISTRY,
      NOTE: VALUES.NOTE,
      CLIENT_SECRET: VALUES.CLIENT,
    });
    expect(main.exportedEnv.has('NOWHERE')).toBe(false);
    expect(main.outputs.get('client_secret')).toBe(VALUES.INNER);
    expect(readFileSync(join(job.folders.temp, 'config/licence.txt'), 'utf8')).toBe(VALUES.LICENCE);
    const step = await job.runShell('ssh-add -L; ssh-keygen -y -f "$DEPLOY_KEY_FILE"');
    const [inAgent, fromFile] = [...(step?.log ?? '').matchAll(/^ssh-ed25519 \S+/gm)].map(([key]) => key);
    expect(inAgent).toMatch(/^ssh-ed25519 AAAA/);
    expect(fromFile).toBe(inAgent);
    const privateKey = readFileSync(main.exportedEnv.get('DEPLOY_KEY_FILE') ?? '', 'utf8');
    const [post] = await job.runPosts();
    expect(post).toMatchObject({ conclusion: 'success' });
    expect(post?.log).toContain('Ended the ssh-agent.');
    expectNoLeak(job, { ...VALUES, 'private key': privateKey });
    const { custodies } = await emulator().state();
    expect(custodies).toEqual([]);
    // A credential that two references mean is read once, and so is a list.
    const asked = await calls(emulator());
    const reads = asked.filter((call) => /^GET .*(credential|sshkey|key|senha|application|info|mysafe)/.test(call));
    expect(new Set(reads).size).toBe(reads.length);
  });

  test('what PAM Core does not know is an error with the line, and optional makes it a notice', async () => {
    const lines = ['pam:999', 'pam:nobody@nowhere', 'ssh:99', 'info:99', 'mysafe-password:99'];
    const failing = await newJob().runAction({
      inputs: { ...access(emulator()), secrets: lines.map((line, index) => `${line} > NAME_${index}`).join('\n') },
    });
    const [error = ''] = messages(failing, 'error');
    for (const [index, line] of lines.entries()) expect(error).toContain(`Line ${index + 1} ("${line}`);
    expect(failing.exportedEnv.size).toBe(0);
    const patient = await newJob().runAction({
      inputs: {
        ...access(emulator()),
        secrets: lines.map((line, index) => `${line} | optional > NAME_${index}`).join('\n'),
      },
    });
    expect(messages(patient, 'error')).toEqual([]);
    expect(messages(patient, 'notice')).toHaveLength(lines.length);
  });
});

describe.each(nodeRuntimes())('every authentication on $name', ({ path }) => {
  const emulator = useEmulator({
    authorizations: [
      { name: 'tests', auth: { method: 'oauth2', clientId: 'tests', clientSecret: CLIENT_SECRET } },
      {
        name: 'old',
        auth: {
          ...{ method: 'oauth1', consumerKey: 'fake-consumer', consumerSecret: 'fake-consumer-secret' },
          ...{ tokenKey: 'fake-token', tokenSecret: 'fake-token-secret' },
        },
      },
      {
        name: 'cloud',
        auth: {
          method: 'aws',
          accessKeyId: 'FAKEID',
          secretAccessKey: 'fake-aws-secret',
          uniqueKey: 'fake-unique-key',
        },
      },
      ...(['oaep-sha1', 'oaep-sha256', 'pkcs1'] as const).map((padding) => ({
        ...{ name: padding, encryption: { padding } },
        auth: { method: 'oauth2', clientId: padding, clientSecret: CLIENT_SECRET },
      })),
      {
        ...{ name: 'mutual', clientCertificate: 'generate' },
        auth: { method: 'oauth2', clientId: 'mutual', clientSecret: CLIENT_SECRET },
      },
    ],
    secrets: [{ identity: 'database-prod', data: [{ password: VALUES.DB }] }],
  });
  const newJob = useJobs(path);
  const secrets = 'dsm:database-prod#password > DB_PASSWORD';
  const vault = () => ({ url: emulator().url, 'ca-certificate': emulator().caFile, secrets });
  const SECRETS = { DB: VALUES.DB };

  test('OAuth 1.0 needs one request where OAuth 2.0 needs two', async () => {
    const old = newJob({ secrets: ['fake-consumer-secret', 'fake-token-secret'] });
    const main = await old.runAction({
      inputs: {
        ...{ ...vault(), 'auth-method': 'oauth1', 'consumer-key': 'fake-consumer' },
        ...{
          'consumer-secret': 'fake-consumer-secret',
          'token-key': 'fake-token',
          'token-secret': 'fake-token-secret',
        },
      },
    });
    expect(Object.fromEntries(main.exportedEnv)).toEqual({ DB_PASSWORD: VALUES.DB });
    expect(await calls(emulator())).toEqual(['GET /iso/sctm/secret']);
    await emulator().clearRequests();
    await newJob().runAction({ inputs: { ...access(emulator()), secrets } });
    expect(await calls(emulator())).toHaveLength(2);
    await old.runPosts();
    expectNoLeak(old, { ...SECRETS, consumer: 'fake-consumer-secret', token: 'fake-token-secret' });
  });

  test('OAuth 1.0 survives a 503: each attempt has a nonce of its own', async () => {
    await emulator().addFault({
      match: { path: '/iso/sctm/secret' },
      times: 1,
      fault: { kind: 'status', status: 503 },
    });
    const main = await newJob().runAction({
      inputs: {
        ...{ ...vault(), 'auth-method': 'oauth1', 'consumer-key': 'fake-consumer' },
        ...{
          'consumer-secret': 'fake-consumer-secret',
          'token-key': 'fake-token',
          'token-secret': 'fake-token-secret',
        },
      },
    });
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('DB_PASSWORD')).toBe(VALUES.DB);
  });

  test('AWS signs with the keys of the AWS variables and the unique key', async () => {
    const job = newJob({ secrets: ['fake-unique-key', 'fake-aws-secret'] });
    const main = await job.runAction({
      inputs: { ...vault(), 'auth-method': 'aws', 'aws-unique-key': 'fake-unique-key' },
      env: { AWS_ACCESS_KEY_ID: 'FAKEID', AWS_SECRET_ACCESS_KEY: 'fake-aws-secret' },
    });
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('DB_PASSWORD')).toBe(VALUES.DB);
    await job.runPosts();
    expectNoLeak(job, { ...SECRETS, 'unique key': 'fake-unique-key', 'aws key': 'fake-aws-secret' });
  });

  test.each(['oaep-sha1', 'oaep-sha256', 'pkcs1'])('encrypted answers are opened (%s)', async (padding) => {
    const { decryptionKeyFile = '' } = emulator().authorizations[padding] ?? {};
    const job = newJob();
    const main = await job.runAction({
      inputs: { ...vault(), 'client-id': padding, 'client-secret': CLIENT_SECRET, 'decryption-key': decryptionKeyFile },
    });
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('DB_PASSWORD')).toBe(VALUES.DB);
    await job.runPosts();
    expectNoLeak(job, { ...SECRETS, 'decryption key': readFileSync(decryptionKeyFile, 'utf8') });
  });

  test('mutual TLS, and its absence', async () => {
    const { clientCertificateFile = '', clientKeyFile = '' } = emulator().authorizations.mutual ?? {};
    const credentials = { 'client-id': 'mutual', 'client-secret': CLIENT_SECRET };
    const with_ = { 'client-certificate': clientCertificateFile, 'client-key': clientKeyFile };
    const main = await newJob().runAction({ inputs: { ...vault(), ...credentials, ...with_ } });
    expect(messages(main, 'error')).toEqual([]);
    expect(main.exportedEnv.get('DB_PASSWORD')).toBe(VALUES.DB);
    const refused = await newJob().runAction({ inputs: { ...vault(), ...credentials } });
    expect(messages(refused, 'error')).toHaveLength(1);
    expect(refused.exportedEnv.size).toBe(0);
  });
});
