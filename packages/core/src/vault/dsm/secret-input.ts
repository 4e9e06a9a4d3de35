/** A value, and the name under which a job sees it; without a label the vault's own name of the field counts. */
export type LabelledValue = string | { readonly value: string; readonly label: string };

/** A cloud key of a secret. */
export interface AccessKeyInput {
  readonly type: 'aws' | 'azure' | 'gcp';
  readonly accessKeyId: LabelledValue;
  readonly secretAccessKey: LabelledValue;
}

/** A credential of a secret. */
export interface SecretCredentialInput {
  readonly user?: LabelledValue;
  readonly password?: LabelledValue;
  readonly host?: LabelledValue;
  readonly additionalInformation?: LabelledValue;
}

/** What a secret holds; at least one of the three. */
export interface SecretContent {
  readonly accessKeys?: readonly AccessKeyInput[];
  readonly credentials?: readonly SecretCredentialInput[];
  /** Values by the names under which a job sees them. */
  readonly keyValue?: Readonly<Record<string, string>>;
}

/** A secret of the DevOps Secret Manager (contract section 3, `POST /iso/sctm/secret`). */
export interface SecretInput extends SecretContent {
  /** Decides which secret is written. */
  readonly identity: string;
  readonly name?: string;
  /** One that the vault knows, e.g. `Generic`, `Kubernetes`, `GitLab`, `Ansible`. */
  readonly engine?: string;
  /** As the vault writes dates: `2030-08-18 11:10:00`. */
  readonly expirationDate?: string;
  readonly description?: string;
  /** Minutes between renewals. Newer vaults turn the renewal off where the time is absent. */
  readonly renewCloudTime?: number;
  readonly renewCredentialTime?: number;
  readonly renewEphemeralCredentialTime?: number;
}
