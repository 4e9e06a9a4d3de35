/** What a code of the vault means, and what to do. */
export interface CodeMeaning {
  readonly meaning: string;
  readonly advice: string;
}

/** The vault's module that a path belongs to: some codes mean different things in MySafe. */
export type VaultModule = 'pam' | 'mysafe';

const CREDENTIAL_ACCESS =
  'Give the authorization access to it in the vault (A2A, the authorization, tab of credentials), and check its access policy.';
const ACTIVATE = 'Activate it in the vault, or select another.';

const COMMON: ReadonlyMap<number, CodeMeaning> = new Map([
  [
    4,
    {
      meaning: 'the vault has no such resource',
      advice: 'Check `url` (its path too) and the setting `api`; an older vault may not have this module.',
    },
  ],
  [
    1001,
    {
      meaning: 'a parameter is missing, or the identifier is already in use',
      advice: 'Check the values that are written; choose an identifier that nothing else has.',
    },
  ],
  [1004, { meaning: 'the host name is missing', advice: 'Give the host name of the device.' }],
  [1005, { meaning: 'the IP address is missing', advice: 'Give the IP address of the device.' }],
  [
    1007,
    { meaning: 'credential not found', advice: `Check the id, identifier or username@hostname. ${CREDENTIAL_ACCESS}` },
  ],
  [1008, { meaning: 'the credential is inactive', advice: ACTIVATE }],
  [1009, { meaning: 'no access to the credential', advice: CREDENTIAL_ACCESS }],
  [1011, { meaning: 'device not found', advice: 'Check the host name and the IP address of the device.' }],
  [1013, { meaning: 'the public key is missing', advice: 'Give the public key of the SSH key.' }],
  [1014, { meaning: 'the private key is missing', advice: 'Give the private key of the SSH key.' }],
  [
    1015,
    { meaning: 'SSH key not found', advice: 'Check the id or identifier, and that the authorization may read it.' },
  ],
  [
    1016,
    { meaning: 'the item is not an SSH key', advice: 'Select it with `pam:` instead of `ssh:`, or check the id.' },
  ],
  [1017, { meaning: 'the item is inactive, or already active', advice: ACTIVATE }],
  [
    1018,
    {
      meaning: "the credential is not in the user's custody",
      advice: 'Nothing needs to be released: the custody has ended or was never taken.',
    },
  ],
  [
    1023,
    { meaning: 'protected information not found', advice: 'Check the id, and that the authorization may read it.' },
  ],
  [1024, { meaning: 'the protected information is inactive', advice: ACTIVATE }],
  [1026, { meaning: 'the content of the protected information is missing', advice: 'Give the content.' }],
  [
    1042,
    {
      meaning: 'the user name is not valid',
      advice: 'Check the user name for characters that the vault does not allow.',
    },
  ],
  [1045, { meaning: 'the SSH key is already active', advice: 'Nothing needs to be done.' }],
]);

const MYSAFE: ReadonlyMap<number, CodeMeaning> = new Map([
  [
    1001,
    {
      meaning: 'a parameter is missing, or the identifier is already in use',
      advice: 'Check the values that are written; choose an identifier that nothing else has.',
    },
  ],
  [
    1005,
    {
      meaning: 'item not found',
      advice: 'Check the identifier, and that the item is shared with the user of the authorization.',
    },
  ],
  [
    1006,
    {
      meaning: 'the user has no access to the item',
      advice: 'Share the item with the user of the authorization in MySafe.',
    },
  ],
  [1009, { meaning: 'the item is inactive', advice: ACTIVATE }],
]);

export function moduleOf(path: string): VaultModule {
  return /\/mysafe(?:\/|$)/i.test(path) ? 'mysafe' : 'pam';
}

/** Contract section 1, "Known codes". `undefined` for a code that is not known. */
export function meaningOfCode(code: number, path: string): CodeMeaning | undefined {
  const own = moduleOf(path) === 'mysafe' ? MYSAFE.get(code) : undefined;
  return own ?? COMMON.get(code);
}
