import { parseBoolean, parseVaultUrl, type SettingName } from '@senhasegura-action/core/internal';

/** What the operator's provider for senhasegura is told of the vault (`spec.provider.senhasegura`). */
export interface OperatorStore {
  /** Without a slash at its end. */
  readonly url: string;
  /** A placeholder where none is given. */
  readonly clientId: string;
  /** Whether it does not verify TLS. */
  readonly insecure: boolean;
}

export const CLIENT_ID_PLACEHOLDER = 'REPLACE-WITH-THE-CLIENT-ID';

type Text = (name: SettingName) => string | undefined;

/**
 * Settings that the provider has no field for: whoever gave one would get a store that does not work, or does something else
 * (External Secrets, `pkg/provider/senhasegura`).
 */
const UNKNOWN_TO_OPERATOR: readonly (readonly [names: readonly SettingName[], why: string])[] = [
  [
    ['access-token'],
    'the operator gets its tokens itself, with client-id and the client secret of a Secret. Leave it out.',
  ],
  [
    ['application', 'system', 'environment'],
    "the operator registers no authorization. Leave it out, and give the client id of that application's own authorization.",
  ],
  [
    ['ca-certificate'],
    'the store has no field for an authority (no caBundle). Leave it out, and mount the authority as a file of /etc/ssl/certs into the pod of the operator.',
  ],
  [['client-certificate', 'client-key'], 'the operator shows no client certificate. Leave it out.'],
  [
    ['decryption-key'],
    'the operator decrypts nothing. Give it an authorization that does not encrypt, and leave the key out.',
  ],
  [['mapping-file'], 'the operator registers nothing. Run senhasegura register, and leave it out here.'],
];

/** Settings of which the operator can do one choice alone. */
const ONLY: readonly (readonly [name: SettingName, choices: readonly string[], why: string])[] = [
  ['auth-method', ['oauth2'], 'the operator authenticates with oauth2 alone'],
  ['api', ['iso', 'auto'], 'the operator asks /iso alone'],
  ['name-case', ['keep'], 'the operator keeps the case of names; write each with "> NAME"'],
];

/**
 * Reads what the store needs.
 * @returns the store, and a sentence for each setting that is missing, wrong, or that the operator can't follow
 */
export function operatorStore(text: Text): { readonly store: OperatorStore; readonly problems: readonly string[] } {
  const url = operatorUrl(text('url')?.trim());
  const insecure = parseBoolean(text('insecure') ?? 'false');
  const problems = [
    ...('problem' in url ? [`url ${url.problem}`] : []),
    ...('problem' in insecure ? [`insecure ${insecure.problem}`] : []),
    ...UNKNOWN_TO_OPERATOR.flatMap(([names, why]) =>
      names.flatMap((name) => (text(name) === undefined ? [] : [`${name}: ${why}`])),
    ),
    ...ONLY.flatMap(([name, choices, why]) =>
      choices.includes(text(name) ?? choices[0] ?? '') ? [] : [`${name}: ${why}.`],
    ),
  ];
  return {
    store: {
      url: 'ok' in url ? url.ok : '',
      clientId: text('client-id')?.trim() ?? CLIENT_ID_PLACEHOLDER,
      insecure: 'ok' in insecure && insecure.ok,
    },
    problems,
  };
}

function operatorUrl(text: string | undefined): { readonly ok: string } | { readonly problem: string } {
  if (text === undefined)
    return { problem: 'is missing: give the address of the vault, --url https://vault.example.com' };
  const reading = parseVaultUrl(text);
  if ('problem' in reading) return reading;
  const { protocol, pathname, origin } = reading.ok;
  if (protocol !== 'https:') return { problem: 'is http, which the operator refuses: use https' };
  if (pathname !== '/') {
    return { problem: `has a path, which the operator drops: give an address that answers at ${origin}` };
  }
  return { ok: origin };
}
