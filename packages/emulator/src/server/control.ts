import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { sameText } from '../auth/proof.js';
import { faultRuleSchema } from '../faults/queue.js';
import type { Authorization } from '../vault/authorization.js';
import { liveAccounts } from '../vault/dsm-state.js';
import { settleChanges } from '../vault/pam-state.js';
import { snapshotOf } from '../vault/snapshot.js';
import { settingsSchema, type Vault } from '../vault/vault.js';
import { jsonAnswer, sendBytes } from '../wire/answer.js';
import { readBody } from '../wire/body.js';
import { noRoute } from '../wire/reply.js';
import type { Surroundings } from './serve.js';

/** Where the control endpoints lie; their requests are not logged, not delayed and meet no faults. */
export const controlPath = '/_emulator';
/** The header that carries the control key. */
export const controlHeader = 'x-emulator-key';

interface ControlAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const shift = v.strictObject({ seconds: v.number() });
const login = v.strictObject({ username: v.string(), password: v.string(), hostname: v.exactOptional(v.string()) });

/** Whether a request is for the control endpoints. */
export function isControl(message: IncomingMessage): boolean {
  return message.url?.startsWith(`${controlPath}/`) === true;
}

/** Serves `/_emulator/{requests,faults,state,authorizations,settings,tokens,clock,login,answers}` to those who know the key. */
export async function serveControl(
  message: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
  key: string,
): Promise<void> {
  const given = message.headers[controlHeader];
  const { raw } = await readBody(message);
  const allowed = typeof given === 'string' && sameText(key, given);
  sendBytes(response, jsonAnswer(allowed ? guarded(() => control(message, raw, around)) : noRoute()));
}

function guarded(act: () => ControlAnswer): ControlAnswer {
  try {
    return act();
  } catch (error) {
    if (v.isValiError(error)) return { status: 400, body: { problems: error.issues.map(({ message }) => message) } };
    if (error instanceof SyntaxError) return { status: 400, body: { problems: ['The body is not JSON.'] } };
    throw error;
  }
}

function control({ method = '', url = '' }: IncomingMessage, raw: Buffer, around: Surroundings): ControlAnswer {
  const { vault, log, faults, connections } = around;
  const asked = /^\/answers\/(\d{1,9})$/.exec(url.slice(controlPath.length))?.[1];
  if (method === 'GET' && asked !== undefined) return ok({ text: log.answerOf(Number(asked)) ?? null });
  const json = (): unknown => JSON.parse(raw.toString('utf8'));
  switch (`${method} ${url.slice(controlPath.length)}`) {
    case 'GET /requests':
      return ok({ requests: log.entries, connections: connections.accepted() });
    case 'DELETE /requests':
      log.clear();
      return ok({});
    case 'GET /faults':
      return ok({ faults: faults.pending() });
    case 'POST /faults':
      faults.add(v.parse(faultRuleSchema, json()));
      return ok({ faults: faults.pending() });
    case 'DELETE /faults':
      faults.clear();
      return ok({});
    case 'GET /state':
      return ok(snapshotOf(vault));
    case 'POST /settings':
      Object.assign(vault.settings, v.parse(v.partial(settingsSchema), json()));
      return ok({ settings: vault.settings });
    case 'DELETE /tokens':
      return ok({ revoked: vault.tokens.revokeAll() });
    case 'POST /clock':
      vault.clock.advance(v.parse(shift, json()).seconds * 1000);
      return ok({ now: new Date(vault.clock.now()).toISOString() });
    case 'POST /login':
      return ok({ accepted: acceptsLogin(vault, v.parse(login, json())) });
    case 'GET /authorizations':
      return ok({ authorizations: vault.authorizations.map(disclosed) });
    default:
      return { status: 404, body: { problems: [`No control endpoint ${method} ${url}`] } };
  }
}

/** What the target of a credential would say: does this password, of a credential or of an account that lives, let in? */
function acceptsLogin(vault: Vault, given: v.InferOutput<typeof login>): boolean {
  const now = vault.clock.now();
  settleChanges(vault.pam, now);
  const doors = [...vault.pam.credentials.values(), ...liveAccounts(vault.accounts, now).values()];
  return doors.some(
    ({ username, password, hostname }) =>
      username === given.username && password === given.password && hostname === (given.hostname ?? hostname),
  );
}

/** How to use an authorization, those that were registered included: what its console would show. */
function disclosed({ name, application, system, environment, active, auth, encryption }: Authorization) {
  const { privateKey } = encryption ?? {};
  return {
    name,
    application,
    system,
    environment,
    active,
    auth,
    ...(privateKey !== undefined && { decryptionKey: privateKey }),
  };
}

function ok(body: Readonly<Record<string, unknown>>): ControlAnswer {
  return { status: 200, body };
}
