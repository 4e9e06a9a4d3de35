/** The line that an emulator prints when it serves: what this step uses of it. */
export interface Announcement {
  readonly url: string;
  readonly caFile: string;
  readonly control: { readonly url: string; readonly header: string; readonly key: string };
  /** How to use each authorization, by name; the first is the one that is meant when none is named. */
  readonly authorizations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What later steps get. */
export interface ExportedSettings {
  readonly variables: Readonly<Record<string, string>>;
  /** Which of those are masked. */
  readonly secrets: readonly string[];
}

interface Variable {
  readonly name: string;
  readonly secret: boolean;
}

const setting = (name: string, secret = false): Variable => ({ name: `SENHASEGURA_${name}`, secret });

/** What the emulator says of an authorization, and the variable from which that setting is read. */
const VARIABLES: Readonly<Record<string, Variable>> = {
  clientId: setting('CLIENT_ID'),
  clientSecret: setting('CLIENT_SECRET', true),
  consumerKey: setting('CONSUMER_KEY'),
  consumerSecret: setting('CONSUMER_SECRET', true),
  tokenKey: setting('TOKEN_KEY'),
  tokenSecret: setting('TOKEN_SECRET', true),
  uniqueKey: setting('AWS_UNIQUE_KEY'),
  accessKeyId: { name: 'AWS_ACCESS_KEY_ID', secret: false },
  secretAccessKey: { name: 'AWS_SECRET_ACCESS_KEY', secret: true },
  sessionToken: { name: 'AWS_SESSION_TOKEN', secret: true },
  clientCertificateFile: setting('CLIENT_CERTIFICATE'),
  clientKeyFile: setting('CLIENT_KEY'),
  decryptionKeyFile: setting('DECRYPTION_KEY'),
  method: setting('AUTH_METHOD'),
};

/**
 * The settings with which the steps that follow reach the vault: as variables, which the action, the command line and the client
 * read.
 * @param wanted name of an authorization; empty for the first
 * @throws {Error} there is no authorization of that name
 */
export function exportedSettings({ url, caFile, authorizations }: Announcement, wanted: string): ExportedSettings {
  const names = Object.keys(authorizations);
  const chosen = authorizations[wanted === '' ? (names[0] ?? '') : wanted];
  if (chosen === undefined) {
    throw new Error(`There is no authorization "${wanted}": the input authorization takes one of ${names.join(', ')}.`);
  }
  const known = Object.entries(chosen).flatMap(([key, value]) => {
    const variable = VARIABLES[key];
    return variable === undefined ? [] : [{ ...variable, value }];
  });
  return {
    variables: {
      SENHASEGURA_URL: url,
      ...(url.startsWith('https:') && { SENHASEGURA_CA_CERTIFICATE: caFile }),
      ...Object.fromEntries(known.map(({ name, value }) => [name, value])),
    },
    secrets: known.flatMap(({ secret, value }) => (secret && value !== '' ? [value] : [])),
  };
}
