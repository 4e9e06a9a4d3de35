import type { OperatorStore } from './operator-store.js';
import type { SyncedSecret } from './synced-secrets.js';

/** What is printed, besides the store and the secrets. */
export interface ManifestChoices {
  /** Of the External Secrets API. */
  readonly apiVersion: 'v1' | 'v1beta1';
  /** Of the ExternalSecrets, their Secrets, the Role, and a store that is not of the whole cluster. */
  readonly namespace: string;
  /** One store for the whole cluster, which the namespace alone may use. */
  readonly cluster: boolean;
  /** As Go writes durations. */
  readonly refreshInterval: string;
  /** The name of a Role that may get the Secrets; `undefined` for none. */
  readonly role: string | undefined;
}

/** A manifest, and what a comment above it says. */
export interface Manifest {
  readonly comment?: string;
  readonly object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata: { readonly name: string; readonly namespace?: string };
  } & Readonly<Record<string, unknown>>;
}

const STORE_NAME = 'senhasegura-dsm';
const CREDENTIALS_NAME = 'senhasegura-auth';
const CREDENTIALS_KEY = 'clientSecret';
/** Where the chart of the operator is installed, and nobody else should read. */
const OPERATOR_NAMESPACE = 'external-secrets';

/** The manifests in the order in which they are applied. No value of a secret is among them. */
export function manifestsOf(
  store: OperatorStore,
  secrets: readonly SyncedSecret[],
  choices: ManifestChoices,
): readonly Manifest[] {
  return [
    credentials(choices),
    storeOf(store, choices),
    ...secrets.map((secret) => externalSecret(secret, choices)),
    ...(choices.role === undefined ? [] : [reader(choices.role, secrets, choices)]),
  ];
}

function credentials({ cluster, namespace }: ManifestChoices): Manifest {
  return {
    comment:
      ' Put the client secret in before this is applied, or leave this document out and make the Secret with kubectl:\n applied again as it stands, it would replace the secret by the placeholder.',
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: CREDENTIALS_NAME, namespace: cluster ? OPERATOR_NAMESPACE : namespace },
      type: 'Opaque',
      stringData: { [CREDENTIALS_KEY]: 'REPLACE-WITH-THE-CLIENT-SECRET' },
    },
  };
}

function storeOf(
  { url, clientId, insecure }: OperatorStore,
  { apiVersion, cluster, namespace }: ManifestChoices,
): Manifest {
  return {
    object: {
      apiVersion: `external-secrets.io/${apiVersion}`,
      kind: storeKind(cluster),
      metadata: { name: STORE_NAME, ...(cluster ? {} : { namespace }) },
      spec: {
        // Without this every namespace could read what the authorization reads.
        ...(cluster ? { conditions: [{ namespaces: [namespace] }] } : {}),
        provider: {
          senhasegura: {
            url,
            module: 'DSM',
            auth: {
              clientId,
              clientSecretSecretRef: {
                name: CREDENTIALS_NAME,
                key: CREDENTIALS_KEY,
                ...(cluster ? { namespace: OPERATOR_NAMESPACE } : {}),
              },
            },
            ...(insecure ? { ignoreSslCertificate: true } : {}),
          },
        },
      },
    },
  };
}

const storeKind = (cluster: boolean): string => (cluster ? 'ClusterSecretStore' : 'SecretStore');

function externalSecret(
  { name, data, dataFrom }: SyncedSecret,
  { apiVersion, cluster, namespace, refreshInterval }: ManifestChoices,
): Manifest {
  return {
    object: {
      apiVersion: `external-secrets.io/${apiVersion}`,
      kind: 'ExternalSecret',
      metadata: { name, namespace },
      spec: {
        refreshInterval,
        secretStoreRef: { name: STORE_NAME, kind: storeKind(cluster) },
        target: { name, creationPolicy: 'Owner' },
        ...(data.length === 0 ? {} : { data }),
        ...(dataFrom.length === 0 ? {} : { dataFrom }),
      },
    },
  };
}

function reader(name: string, secrets: readonly SyncedSecret[], { namespace }: ManifestChoices): Manifest {
  return {
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name, namespace },
      rules: [
        {
          apiGroups: [''],
          resources: ['secrets'],
          resourceNames: secrets.map((secret) => secret.name),
          verbs: ['get'],
        },
      ],
    },
  };
}

/** Texts that every reader takes for texts as they stand. */
const BARE = /^(?:[A-Za-z][\w./:-]*|\d+[smh])$/;

/** Manifests as documents of one YAML text. Read by YAML 1.1 (kubectl) and 1.2, it means the same. */
export async function manifestsText(manifests: readonly Manifest[]): Promise<string> {
  const { Document, visit } = await import('yaml');
  const texts = manifests.map(({ object, comment }) => {
    const document = new Document(object, { version: '1.1', aliasDuplicateObjects: false });
    visit(document, {
      Scalar: (_, node) => {
        if (typeof node.value === 'string' && !BARE.test(node.value)) node.type = 'QUOTE_SINGLE';
      },
    });
    if (comment !== undefined && document.contents !== null) document.contents.commentBefore = comment;
    return document.toString({ lineWidth: 0, directives: false, singleQuote: true });
  });
  return texts.join('---\n');
}
