import type { JsonObject, JsonValue } from '../../values/json-value.js';
import { isName, isText } from '../input/fields.js';

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

interface ContentReading {
  /** The `data` of the contract: base64 of JSON. */
  readonly data: string;
  readonly problems: readonly string[];
}

/** Names on the wire, and those of them that must be there. */
const ACCESS_KEY = { accessKeyId: 'access_key_id', secretAccessKey: 'secret_access_key' };
const CREDENTIAL = {
  user: 'user',
  password: 'password',
  host: 'host',
  additionalInformation: 'additional_information',
};
const CLOUDS: readonly unknown[] = ['aws', 'azure', 'gcp'];

/** Reads what a secret holds into the contract's `data` (section 3). A problem never quotes a value. */
export function readSecretData({ accessKeys = [], credentials = [], keyValue }: SecretContent): ContentReading {
  const problems: string[] = [];
  const note = (where: string) => (problem: string) => {
    problems.push(`secret: ${where} ${problem}`);
  };
  const keys = listOf(accessKeys, note('accessKeys')).map((key, index) => {
    const place = `accessKeys[${index}]`;
    const type = CLOUDS.includes(key.type) ? String(key.type) : undefined;
    if (type === undefined) note(`${place}.type`)('has to be aws, azure or gcp.');
    const fields = labelled(key, ACCESS_KEY, place, note, ['type']);
    for (const name of Object.keys(ACCESS_KEY)) if (key[name] === undefined) note(`${place}.${name}`)('is missing.');
    return { access_key: { type: type ?? '', fields } };
  });
  const pairs = listOf(credentials, note('credentials')).map((credential, index) => {
    const place = `credentials[${index}]`;
    const fields = labelled(credential, CREDENTIAL, place, note);
    if (Object.keys(fields).length === 0) note(place)('has to have a field.');
    return { credential: { fields } };
  });
  const values = keyValue === undefined ? {} : plain(keyValue, note);
  if (problems.length === 0 && keys.length + pairs.length + Object.keys(values).length === 0) {
    problems.push('secret: there is nothing in it; give accessKeys, credentials or keyValue.');
  }
  const json = {
    ...(keys.length === 0 ? {} : { access_keys: keys }),
    ...(pairs.length === 0 ? {} : { credentials: pairs }),
    ...(Object.keys(values).length === 0 ? {} : { key_value: { fields: values } }),
  };
  return { data: Buffer.from(JSON.stringify(json), 'utf8').toString('base64'), problems };
}

type Note = (where: string) => (problem: string) => void;
type Loose = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown, note: (problem: string) => void): readonly Loose[] {
  if (Array.isArray(value) && value.every(isObject)) return value;
  note('has to be a list of objects.');
  return [];
}

/** `{user: {value, label}}` → `{user, user_label}` */
function labelled(
  item: Loose,
  names: Readonly<Record<string, string>>,
  place: string,
  note: Note,
  others: readonly string[] = [],
): JsonObject {
  const members: [string, JsonValue][] = [];
  for (const [name, given] of Object.entries(item)) {
    if (given === undefined || others.includes(name)) continue;
    const wireName = Object.hasOwn(names, name) ? names[name] : undefined;
    const { value, label } = isObject(given) ? given : { value: given, label: undefined };
    if (wireName === undefined) note(place)(`has the unknown field ${JSON.stringify(name)}.`);
    else if (!isText(value)) note(`${place}.${name}`)('has to be a text, or a value with a label.');
    else if (label !== undefined && !isName(label)) note(`${place}.${name}`)('has a label that is no name.');
    else members.push([wireName, value], ...(isName(label) ? [[`${wireName}_label`, label] as [string, string]] : []));
  }
  return Object.fromEntries(members);
}

function plain(keyValue: unknown, note: Note): JsonObject {
  if (!isObject(keyValue)) {
    note('keyValue')('has to be an object of texts.');
    return {};
  }
  const members: [string, string][] = [];
  for (const [name, value] of Object.entries(keyValue)) {
    if (!isName(name)) note('keyValue')('has a name that is empty or not on one line.');
    else if (!isText(value)) note(`keyValue[${JSON.stringify(name)}]`)('has to be a text.');
    else members.push([name, value]);
  }
  return Object.fromEntries(members);
}
