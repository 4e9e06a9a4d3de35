import {
  APIError,
  AuthenticationError,
  CleanupError,
  InputError,
  MissingSecretError,
  NoSuchRouteError,
  TransportError,
} from '@senhasegura-action/core/internal';
import { exitCodeOf } from '../../src/terminal/exit-code.js';

const answer = (status: number, vaultCode?: number) => ({ method: 'GET', path: '/x', status, vaultCode });

test.each([
  [2, new InputError('x')],
  [4, new MissingSecretError('x')],
  [3, new AuthenticationError('x', answer(401))],
  [3, new AuthenticationError('x', answer(403))],
  [5, new TransportError('x', answer(0))],
  [5, new APIError('x', answer(503))],
  [4, new APIError('x', answer(403))],
  [4, new APIError('x', answer(404))],
  [4, new APIError('x', answer(200, 1007))],
  [4, new APIError('x', answer(400, 1009))],
  [1, new APIError('x', answer(400, 1001))],
  [1, new APIError('x', answer(500))],
  [1, new NoSuchRouteError('x', answer(404))],
  [1, new CleanupError('x')],
  [1, new TypeError('x')],
  [1, undefined],
])('%i tells of %p', (code, error) => {
  expect(exitCodeOf(error)).toBe(code);
});
