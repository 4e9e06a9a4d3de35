import type { HttpEffects } from '../../http/http-types.js';
import { waiting } from '../../http/waiting.js';
import { textAt } from '../answer-fields.js';
import type { Vault } from '../vault.js';
import { listedCredentials } from './credential-list.js';

/** What the list of credentials tells of the changes of a password (contract section 4). */
export interface PasswordChange {
  /**
   * Whether the vault changes the password by itself, so that the release of a custody starts a change; `unknown` where the
   * list does not say, or does not have the credential.
   */
  readonly automatic: 'yes' | 'no' | 'unknown';
  /** When it was last changed, in the vault's own words: a text to compare, not a time to reckon with. */
  readonly changed: string | undefined;
}

const CAN_NOT_SAY: PasswordChange = Object.freeze({ automatic: 'unknown', changed: undefined });

/**
 * Asks the list: that takes no custody and shows no secret.
 * @param id as the vault lists it: digits
 * @throws {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function passwordChange(vault: Vault, id: string): Promise<PasswordChange> {
  return (await passwordChanges(vault))(id);
}

/** The same for any number of credentials, by one list. */
export async function passwordChanges(vault: Vault): Promise<(id: string) => PasswordChange> {
  const lines = await listedCredentials(vault);
  return (id) => {
    const line = lines.find((listed) => textAt(listed, 'id') === id);
    if (line === undefined) return CAN_NOT_SAY;
    return { automatic: yesOrNo(textAt(line, 'automatic_change')), changed: textAt(line, 'change') };
  };
}

/** `"0"` on older pages, `false` on newer ones. */
function yesOrNo(text: string | undefined): PasswordChange['automatic'] {
  const word = text?.trim().toLowerCase();
  if (word === '1' || word === 'true') return 'yes';
  return word === '0' || word === 'false' ? 'no' : 'unknown';
}

/** What a watch came to. */
export type Watched =
  | {
      readonly kind: 'changed';
      /** Milliseconds since 1970 by our own clock, when the list first said so. */
      readonly at: number;
    }
  | { readonly kind: 'not-in-time' };

/** How long, and how, a change is waited for. */
export interface WatchBound {
  /** Milliseconds in all, the setting `change-wait`. A list that is being asked for when they are over is still read. */
  readonly bound: number;
  readonly effects: Pick<HttpEffects, 'now' | 'sleep' | 'onWait'>;
}

/** Milliseconds before the second and between later looks at the list. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 5000;

/**
 * Looks at the list until a password has been changed: until `changed` is there and another text than before. Looks at once, and
 * a last time when the bound is reached.
 * @param before what `passwordChange` told before the release that starts the change
 * @throws {AuthenticationError}, {APIError}, {TransportError} of the vault
 */
export async function watchChange(
  vault: Vault,
  id: string,
  before: PasswordChange['changed'],
  { bound, effects }: WatchBound,
): Promise<Watched> {
  const what = `the vault to change the password of credential ${id}`;
  return waiting(effects, { what, atMost: bound }, () => watched(vault, id, before, { bound, effects }));
}

async function watched(
  vault: Vault,
  id: string,
  before: PasswordChange['changed'],
  { bound, effects }: WatchBound,
): Promise<Watched> {
  const end = effects.now() + bound;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    const { changed } = await passwordChange(vault, id);
    if (changed !== undefined && changed !== before) return { kind: 'changed', at: effects.now() };
    const left = end - effects.now();
    if (left <= 0) return { kind: 'not-in-time' };
    await effects.sleep(Math.min(pause, left));
  }
}
