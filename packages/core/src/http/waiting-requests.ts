import type { HttpRequest } from './http-types.js';

/**
 * Counts the requests that wait for what proves who asks, which can be a request of its own.
 * @param onCount called with how many wait, whenever one more does
 * @returns what makes a request count
 */
export function countingWaiting(onCount: (waiting: number) => void): (request: HttpRequest) => HttpRequest {
  let waiting = 0;
  return (request) => {
    const { authorize } = request;
    if (authorize === undefined) return request;
    return {
      ...request,
      authorize: async () => {
        waiting += 1;
        onCount(waiting);
        try {
          return await authorize();
        } finally {
          waiting -= 1;
        }
      },
    };
  };
}
