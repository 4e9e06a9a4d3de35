import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { printed, printedText, problemsWith } from './printed.js';

const DATABASE = '--secret=dsm:database-prod#password > DB_PASSWORD';
const secretNames = (documents: Awaited<ReturnType<typeof printed>>) =>
  documents.filter(({ kind }) => kind === 'ExternalSecret').map(({ metadata }) => metadata.name);

describe('what is printed', () => {
  test('a store in the namespace, the Secret of its credentials, and what is brought', async () => {
    const documents = await printed([DATABASE, '--secret=dsm:database-prod', '--name=db-secret', '--namespace=shop']);
    expect(documents).toEqual([
      {
        ...{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'senhasegura-auth', namespace: 'shop' } },
        ...{ type: 'Opaque', stringData: { clientSecret: 'REPLACE-WITH-THE-CLIENT-SECRET' } },
      },
      {
        ...{ apiVersion: 'external-secrets.io/v1', kind: 'SecretStore' },
        metadata: { name: 'senhasegura-dsm', namespace: 'shop' },
        spec: {
          provider: {
            senhasegura: {
              ...{ url: 'https://vault.example.com', module: 'DSM' },
              auth: { clientId: 'shop', clientSecretSecretRef: { name: 'senhasegura-auth', key: 'clientSecret' } },
            },
          },
        },
      },
      {
        ...{ apiVersion: 'external-secrets.io/v1', kind: 'ExternalSecret' },
        metadata: { name: 'db-secret', namespace: 'shop' },
        spec: {
          refreshInterval: '1h',
          secretStoreRef: { name: 'senhasegura-dsm', kind: 'SecretStore' },
          target: { name: 'db-secret', creationPolicy: 'Owner' },
          data: [{ secretKey: 'DB_PASSWORD', remoteRef: { key: 'database-prod', property: 'password' } }],
          dataFrom: [{ extract: { key: 'database-prod' } }],
        },
      },
    ]);
  });

  test('with --cluster a store of the cluster that the namespace alone may use', async () => {
    const [credentials, store, secret] = await printed([DATABASE, '--cluster', '--namespace=shop']);
    expect(credentials?.metadata.namespace).toBe('external-secrets');
    expect(store).toMatchObject({
      kind: 'ClusterSecretStore',
      metadata: { name: 'senhasegura-dsm' },
      spec: {
        conditions: [{ namespaces: ['shop'] }],
        provider: { senhasegura: { auth: { clientSecretSecretRef: { namespace: 'external-secrets' } } } },
      },
    });
    expect(store?.metadata).not.toHaveProperty('namespace');
    expect(secret?.spec).toMatchObject({ secretStoreRef: { kind: 'ClusterSecretStore' } });
  });

  test('without --name one for each secret of the vault, and with --rbac a Role that may get exactly those', async () => {
    const documents = await printed([DATABASE, '--secret=dsm:api#url', '--secret=dsm:database-prod#user', '--rbac']);
    expect(secretNames(documents)).toEqual(['database-prod', 'api']);
    expect(documents.at(-1)).toEqual({
      ...{ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role' },
      metadata: { name: 'secret-reader', namespace: 'default' },
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames: ['database-prod', 'api'], verbs: ['get'] }],
    });
    expect((await printed([DATABASE, '--name=app', '--rbac'])).at(-1)?.metadata.name).toBe('app-reader');
  });

  test('version and interval as they are asked for', async () => {
    const documents = await printed([DATABASE, '--api-version=v1beta1', '--refresh-interval=1h30m']);
    expect(documents.map(({ apiVersion }) => apiVersion)).toEqual([
      'v1',
      'external-secrets.io/v1beta1',
      'external-secrets.io/v1beta1',
    ]);
    expect(documents[2]?.spec).toMatchObject({ refreshInterval: '1h30m' });
  });

  test.each<[string, object]>([
    ['dsm:a#F', { data: [{ secretKey: 'F', remoteRef: { key: 'a', property: 'F' } }] }],
    ['dsm:a#tls.crt', { data: [{ secretKey: 'tls.crt', remoteRef: { key: 'a', property: 'tls.crt' } }] }],
    ['dsm:a#t r > {id}_*', { data: [{ secretKey: 'a_t_r', remoteRef: { key: 'a', property: 't r' } }] }],
    [
      'dsm:a#F | base64 | nomask > G',
      { data: [{ secretKey: 'G', remoteRef: { key: 'a', property: 'F', decodingStrategy: 'Base64' } }] },
    ],
    ['dsm:a#*', { dataFrom: [{ extract: { key: 'a' } }] }],
    ['dsm:a | mask=all', { dataFrom: [{ extract: { key: 'a' } }] }],
    ['dsm:a | base64', { dataFrom: [{ extract: { key: 'a', decodingStrategy: 'Base64' } }] }],
  ])('%s becomes its entry', async (line, spec) => {
    const { data, dataFrom } = (await printed([`--secret=${line}`]))[2]?.spec ?? {};
    expect({ ...(data === undefined ? {} : { data }), ...(dataFrom === undefined ? {} : { dataFrom }) }).toEqual(spec);
  });

  /** What the operator makes of a field's name: its `RewriteRegexp` is Go's `ReplaceAllString`, whose `${1}` is `$1` here. */
  const rewritten = (field: string, rewrite: readonly { regexp: { source: string; target: string } }[]) =>
    rewrite.reduce(
      (name, { regexp: { source, target } }) =>
        name.replaceAll(new RegExp(source, 'gu'), target.replaceAll(/\$\{(\d)\}/g, '$$$1')),
      field,
    );

  test.each([
    ['DB_*', 'pass-word', 'DB_pass_word'],
    ['{id}_*', '0', 'a_b_0'],
    ['*', '1st.key', '_1st_key'],
    ['*_OLD', '1', '_1_OLD'],
  ])('dsm:a.b > %s names the field %j as a job does', async (sink, field, name) => {
    const [extracted] = (await printed([`--secret=dsm:a.b > ${sink}`]))[2]?.spec.dataFrom as {
      rewrite: Parameters<typeof rewritten>[1];
    }[];
    expect(rewritten(field, extracted?.rewrite ?? [])).toBe(name);
  });

  test('a line that stands twice is one entry', async () => {
    expect((await printed([DATABASE, DATABASE]))[2]?.spec.data).toHaveLength(1);
  });

  test('never a credential: of the client secret a placeholder, and a client id that is not given is one too', async () => {
    const environment = { SENHASEGURA_CLIENT_SECRET: 'fake-client-secret-of-the-job' };
    const { stdout, stderr } = await printedText([DATABASE], {
      vault: ['--url=https://vault.example.com'],
      environment,
    });
    expect(stdout + stderr).not.toContain('fake-client-secret');
    expect(stdout).toContain('clientId: REPLACE-WITH-THE-CLIENT-ID\n');
    expect(stderr).toContain('No client-id is given');
  });

  test('insecure becomes ignoreSslCertificate, with a warning', async () => {
    const { stdout, stderr } = await printedText([DATABASE, '--insecure']);
    expect(stdout).toContain('      ignoreSslCertificate: true\n');
    expect(stderr).toContain('the operator will not verify TLS');
    expect((await printedText([DATABASE])).stdout).not.toContain('ignoreSslCertificate');
  });
});

/** kubectl reads YAML 1.1, in which `y`, `on`, `010` and `1:30` are no texts. */
test('every document has the given names, for a reader of YAML 1.1 and one of 1.2', async () => {
  const tricky = fc.constantFrom('y', 'n', 'on', 'null', '010', '0o7', '1e3', '1-30', '0x1f', '2001-01-01', 'inf');
  const label = fc.oneof(tricky, fc.stringMatching(/^[a-z0-9]([-a-z0-9]{0,20}[a-z0-9])?$/));
  const key = fc.oneof(fc.constantFrom('Y', 'NO', 'Null', 'TRUE', '_1'), fc.stringMatching(/^[A-Za-z_]\w{0,20}$/));
  const word = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .map((text) => text.normalize('NFC'))
    .filter((text) => /^[^\p{C}\p{Z}#|>*.][^\p{C}\p{Z}#|>]*$/u.test(text));
  const identity = fc.oneof(
    tricky,
    word,
    fc.constantFrom('1_0', '<<', '=', '~', '- a', '&a', '!b', '%c', '`d', '{e}', '"', "'"),
  );
  await fc.assert(
    fc.asyncProperty(label, label, identity, identity, key, async (name, namespace, id, property, secretKey) => {
      const line = `dsm:${id}#${property} > ${secretKey}`;
      const args = [`--secret=${line}`, `--secret=dsm:${id}`, `--name=${name}`, `--namespace=${namespace}`, '--rbac'];
      const { stdout } = await printedText(args);
      for (const version of ['1.1', '1.2'] as const) {
        const documents = parseAllDocuments(stdout, { version }).map((document) => document.toJS() as never);
        expect(documents).toMatchObject([
          { metadata: { namespace } },
          { metadata: { namespace } },
          {
            metadata: { name, namespace },
            spec: {
              target: { name },
              data: [{ secretKey, remoteRef: { key: id, property } }],
              dataFrom: [{ extract: { key: id } }],
            },
          },
          { metadata: { name: `${name}-reader`, namespace }, rules: [{ resourceNames: [name] }] },
        ]);
      }
    }),
  );
});

describe('what the operator can not do', () => {
  test('is told all together, and nothing is printed', async () => {
    const lines = ['pam:1 | one-time', 'ssh:2', 'cert:3', 'info:4', 'mysafe-note:5', 'dsm:*', 'dsm:a#x > path:X'];
    const problems = await problemsWith(
      [...lines.map((line) => `--secret=${line}`), '--namespace=Shop', '--refresh-interval=hourly'],
      { vault: ['--url=http://localhost', '--ca-certificate=ca.pem', '--decryption-key=key.pem'] },
    );
    for (const part of [...['Line 1', 'Line 2', 'Line 3', 'Line 4', 'Line 5', 'Line 6', 'Line 7'], 'ca-certificate:']) {
      expect(problems.filter((problem) => problem.startsWith(part))).toHaveLength(1);
    }
    expect(problems.join('\n')).toMatch(/nearest is shop\.[^]*a duration[^]*url is http[^]*decryption-key:[^]*Line 1/);
  });

  test.each([
    ['dsm:a#x > output:X', 'has no outputs'],
    ['dsm:a#x > file:x.txt', 'writes no files'],
    ['dsm:a#x > path:X', 'writes no files'],
    ['dsm:a#x | optional', 'no optional secret'],
    ['dsm:a#x | json=/b', 'look into a value'],
    ['dsm:a#x | as=base64', 'encode a value'],
    ['ssh:1 > ssh-agent', 'no ssh-agent'],
    ['dsm:A/b#x', 'give it one, --name a-b'],
    ['dsm:a#clé privée', 'e.g. "> cle_privee"'],
    ['dsm:a#', 'no field follows'],
    ['# nothing', 'is a comment'],
  ])('%s', async (line, problem) => {
    expect((await problemsWith([`--secret=${line}`])).join('\n')).toContain(problem);
  });

  test.each([
    ...['access-token=fake', 'application=a', 'system=a', 'environment=a', 'ca-certificate=a', 'client-certificate=a'],
    ...['client-key=a', 'decryption-key=a', 'mapping-file=a', 'auth-method=oauth1', 'auth-method=aws', 'api=api'],
    ...['name-case=upper', 'url=https://vault.example.com/prefix', 'url=http://127.0.0.1:8080', 'insecure=maybe'],
  ])('the setting %s', async (setting) => {
    const [name = '', value = ''] = setting.split('=');
    const variable = `SENHASEGURA_${name.toUpperCase().replaceAll('-', '_')}`;
    const environment = { SENHASEGURA_URL: 'https://vault.example.com', [variable]: value };
    const problems = await problemsWith([DATABASE], { vault: [], environment });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name}[: ]`));
  });

  test('two values for one key, of one Secret', async () => {
    const two = ['--secret=dsm:a#x > A', '--secret=dsm:b#x > A'];
    expect(await problemsWith([...two, '--name=app'])).toEqual([
      'Line 1 ("dsm:a#x > A") and Line 2 ("dsm:b#x > A"): both go to the key "A": give one of them another name with "> NAME"',
    ]);
    expect(secretNames(await printed(two))).toEqual(['a', 'b']);
  });

  test('no secret, and no address', async () => {
    expect(await problemsWith([], { vault: [] })).toEqual([
      'url is missing: give the address of the vault, --url https://vault.example.com',
      "No secret is named, and the operator can't list them: give --secret 'dsm:IDENTITY#FIELD > NAME'.",
    ]);
  });
});
