import type { HttpRequest } from './http-types.js';

/** A request with what its `authorize` adds, asked for now. */
export async function authorizedRequest(request: HttpRequest): Promise<HttpRequest> {
  const { authorize, ...plain } = request;
  if (authorize === undefined) return plain;
  const { headers, query } = await authorize();
  return { ...plain, headers: { ...plain.headers, ...headers }, query: { ...plain.query, ...query } };
}
