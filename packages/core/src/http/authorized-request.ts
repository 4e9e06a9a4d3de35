import type { HttpRequest } from './http-types.js';

/** A request with what its `authorize` adds, asked for now. */
export async function authorizedRequest(request: HttpRequest): Promise<HttpRequest> {
  const { authorize, ...plain } = request;
  if (authorize === undefined) return plain;
  const { headers, query, onOver } = await authorize();
  return { ...plain, onOver, headers: { ...plain.headers, ...headers }, query: { ...plain.query, ...query } };
}
