import type { IncomingMessage, ServerResponse } from 'node:http';
import * as v from 'valibot';
import { sameText } from '../auth/proof.js';
import { faultRuleSchema } from '../faults/queue.js';
import { snapshotOf } from '../vault/snapshot.js';
import { settingsSchema } from '../vault/vault.js';
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

const advance = v.strictObject({ seconds: v.pipe(v.number(), v.minValue(0)) });

/** Whether a request is for the control endpoints. */
export function isControl(message: IncomingMessage): boolean {
  return message.url?.startsWith(`${controlPath}/`) === true;
}

/** Serves `/_emulator/{requests,faults,state,settings,tokens,clock}` to those who know the key. */
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
      vault.clock.advance(v.parse(advance, json()).seconds * 1000);
      return ok({});
    default:
      return { status: 404, body: { problems: [`No control endpoint ${method} ${url}`] } };
  }
}

function ok(body: Readonly<Record<string, unknown>>): ControlAnswer {
  return { status: 200, body };
}
