import { requestTarget } from '../http/request-url.js';
import type { Authenticator } from './authenticator.js';
import { signForAws, type AwsIdentity } from './aws-sign.js';

export interface AwsCredentials extends AwsIdentity {
  /** Issued by the vault for the authorization. */
  readonly uniqueKey: string;
}

export interface AwsParts {
  /** The vault's URL, prefix included. */
  readonly url: URL;
  /** Milliseconds since 1970. */
  now(): number;
}

/**
 * AWS (contract section 2): each request is signed with AWS Signature Version 4, the parameter `unique_key` included. The
 * vendor publishes no example of such a request: this is built to the published description, not verified against a vault.
 */
export function createAwsAuthenticator({ uniqueKey, ...identity }: AwsCredentials, parts: AwsParts): Authenticator {
  const query = { unique_key: uniqueKey };
  return {
    authorize: async (request) => {
      // The URL as it is sent: a URL object can spell a path differently.
      const target = requestTarget(parts.url, request.path, { ...request.query, ...query });
      const { host, pathname, search } = new URL(target, parts.url.origin);
      const { method, headers = {}, body } = request;
      const signable = { method, host, target: `${pathname}${search}`, headers, body };
      return { headers: await signForAws(signable, identity, parts.now()), query };
    },
    renew: () => Promise.resolve(false),
    advice:
      'With AWS every request is signed. Check the AWS keys (temporary ones expire, and need AWS_SESSION_TOKEN), that the ARN they belong to is registered on the application, `aws-unique-key`, `aws-region` and `aws-service`, that the clock of the runner is right, and that `url` is the address by which the vault knows itself: host and path are signed.',
  };
}
