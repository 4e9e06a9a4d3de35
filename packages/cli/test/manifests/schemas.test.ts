import { spawnSync } from 'node:child_process';
import { Ajv, type ValidateFunction } from 'ajv';
import { parse } from 'yaml';
import { needs } from '../../../../test/harness/programs.js';
import { type Printed, printed } from './printed.js';

type Schema = Readonly<Record<string, unknown>>;

interface Definition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly served: boolean;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** The API server drops fields that a schema does not have; here they are errors. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const entries = Object.entries(schema).map(([key, value]) => [key, closed(value)] as const);
  const own = 'properties' in schema && typeof schema.properties === 'object' && !('additionalProperties' in schema);
  return { ...Object.fromEntries(entries), ...(own ? { additionalProperties: false } : {}) };
}

/** The operator's schemas by version and kind, each read when it is first needed: the file is long. */
const validators = new Map<string, ValidateFunction>();
let bundle: readonly string[] | undefined;

function definitions(): readonly string[] {
  const options = { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 } as const;
  return (bundle ??= spawnSync('external-secrets-crds', options).stdout.split(/^---$/mu));
}

function validatorOf({ apiVersion, kind }: Printed): ValidateFunction {
  const of = `${apiVersion} ${kind}`;
  const known = validators.get(of);
  if (known !== undefined) return known;
  const text = definitions().find((document) => new RegExp(`^    kind: ${kind}$`, 'mu').test(document));
  const { spec } = parse(text ?? '') as Definition;
  const version = spec.versions.find(({ name, served }) => served && `${spec.group}/${name}` === apiVersion);
  if (version === undefined) throw new Error(`no schema of ${of}`);
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const validate = ajv.compile(closed(version.schema.openAPIV3Schema) as Schema);
  validators.set(of, validate);
  return validate;
}

/** What the operator's own schemas have against a manifest. */
function problemsOf(manifest: Printed): readonly unknown[] {
  const validate = validatorOf(manifest);
  return validate(manifest) ? [] : (validate.errors ?? []);
}

const { describe } = needs('External Secrets CRDs');

const ofOperator = (documents: readonly Printed[]) =>
  documents.filter(({ apiVersion }) => apiVersion.startsWith('external-secrets.io/'));

describe.each(['v1', 'v1beta1'])("the operator's schemas of %s", (version) => {
  const args = [
    ...['--secret=dsm:database#password | base64 > DB_PASSWORD', '--secret=dsm:database > DB_*', '--secret=dsm:api'],
    ...[`--api-version=${version}`, '--namespace=shop', '--insecure', '--rbac'],
  ];

  test.each([[[]], [['--cluster']], [['--name=app', '--refresh-interval=0']]])(
    'take what is printed with %j',
    async (more) => {
      const documents = ofOperator(await printed([...args, ...more]));
      expect(documents.length).toBeGreaterThan(1);
      for (const document of documents)
        expect({ document, problems: problemsOf(document) }).toEqual({ document, problems: [] });
    },
  );

  test('bite: an unknown field, a key that Kubernetes refuses, a missing one', async () => {
    const [store, secret] = ofOperator(await printed(args)) as [Printed, Printed];
    const provider = (senhasegura: object) => problemsOf({ ...store, spec: { provider: { senhasegura } } });
    expect(provider({ url: 'https://vault.example.com', module: 'DSM' })).not.toEqual([]);
    const { senhasegura } = store.spec.provider as { senhasegura: object };
    expect(provider(senhasegura)).toEqual([]);
    expect(provider({ ...senhasegura, caBundle: 'x' })).not.toEqual([]);
    const data = [{ secretKey: 'a b', remoteRef: { key: 'database' } }];
    expect(problemsOf({ ...secret, spec: { ...secret.spec, data } })).not.toEqual([]);
  });
});
