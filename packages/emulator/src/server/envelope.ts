import type { Failure, Placement, Reply, Success } from './reply.js';

/** How answers are wrapped; everything that the contract lists as seen in some version can be chosen. */
export interface EnvelopeStyle {
  /** Where the payload goes. `by-family`: beside `response` on `/iso`, inside it on `/api`. */
  readonly envelope: Placement | 'by-family';
  /** `http-200` sends failures with `error: true` and HTTP 200. */
  readonly errorStatus: 'http' | 'http-200';
  /** Whether the Portuguese twins `mensagem`, `erro`, `cod_erro` are sent. */
  readonly twins: boolean;
}

export type ApiFamily = 'iso' | 'api';

export interface Enclosed {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Puts a reply into the vendor's envelope (wire contract §1). */
export function enclose(reply: Reply, family: ApiFamily, style: EnvelopeStyle): Enclosed {
  switch (reply.kind) {
    case 'verbatim':
      return { status: reply.status, body: reply.body };
    case 'failure':
      return encloseFailure(reply, style);
    case 'success':
      return encloseSuccess(reply, placementOf(reply, family, style), style.twins);
  }
}

function placementOf(reply: Success, family: ApiFamily, style: EnvelopeStyle): Placement {
  if (style.envelope !== 'by-family') return style.envelope;
  return reply.placement ?? (family === 'iso' ? 'beside' : 'inside');
}

function encloseSuccess(reply: Success, placement: Placement, twins: boolean): Enclosed {
  const response = responseOf(reply, false, 0, twins);
  const body =
    placement === 'beside'
      ? { code: reply.status, response, ...reply.payload }
      : { code: reply.status, response: { ...response, ...reply.payload } };
  return { status: reply.status, body };
}

function encloseFailure(reply: Failure, style: EnvelopeStyle): Enclosed {
  const { exception, message } = reply;
  const body = {
    code: reply.status,
    response: responseOf(reply, true, reply.errorCode, style.twins),
    ...(exception !== undefined && { exception: { code: exception, message, detail: null } }),
  };
  return { status: style.errorStatus === 'http-200' ? 200 : reply.status, body };
}

function responseOf(reply: { status: number; message: string }, error: boolean, errorCode: number, twins: boolean) {
  const { status, message } = reply;
  const english = { status, message, error, error_code: errorCode, detail: '' };
  return twins ? { ...english, mensagem: message, erro: error, cod_erro: errorCode } : english;
}
