import { connect } from 'node:net';
import { kindOfCode, TRANSPORT_ADVICE } from '@senhasegura-action/core/internal';
import { EXIT } from '../entry/exit-code.js';
import { errorCode } from './error-code.js';
import { fail, type Finding, ok } from './finding.js';

/** Where a URL's connection goes to. */
export function endpointOf({ hostname, port, protocol }: URL): { readonly host: string; readonly port: number } {
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}

/** Whether something listens. @param timeout milliseconds */
export function checkPort(url: URL, what: string, timeout: number): Promise<Finding> {
  const { host, port } = endpointOf(url);
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (finding: Finding): void => {
      socket.destroy();
      resolve(finding);
    };
    const failed = (code: string): void => {
      end(
        fail(
          'tcp',
          `no connection to the ${what} at ${host}:${port} (${code})`,
          TRANSPORT_ADVICE[kindOfCode(code)],
          EXIT.unreachable,
        ),
      );
    };
    socket.setTimeout(timeout, () => {
      failed('ETIMEDOUT');
    });
    socket.once('error', (error) => {
      failed(errorCode(error));
    });
    socket.once('connect', () => {
      end(ok('tcp', `the ${what} listens at ${host}:${port}`));
    });
  });
}
