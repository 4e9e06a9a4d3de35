import { signForAws } from '../../src/auth/aws-sign.js';
import { SUITE, SUITE_CASES } from './aws-test-suite.js';

const { at, ...IDENTITY } = SUITE;
const VANILLA = { method: 'GET', host: 'example.amazonaws.com', target: '/', headers: {} } as const;

describe('signForAws', () => {
  test.each(SUITE_CASES)('signs as AWS does: $name', async ({ request, sessionToken, signedHeaders, signature }) => {
    const identity = sessionToken === undefined ? IDENTITY : { ...IDENTITY, sessionToken };
    await expect(signForAws(request, identity, at)).resolves.toEqual({
      authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=${signedHeaders}, Signature=${signature}`,
      'x-amz-date': '20150830T123600Z',
      ...(sessionToken === undefined ? {} : { 'x-amz-security-token': sessionToken }),
    });
  });

  describe('in a process whose environment has other AWS keys', () => {
    const OTHERS = {
      AWS_ACCESS_KEY_ID: 'fake-other-id',
      AWS_SECRET_ACCESS_KEY: 'fake-other-key',
      AWS_SESSION_TOKEN: 'fake-other-token',
    };
    const before = { ...process.env };
    beforeEach(() => {
      Object.assign(process.env, OTHERS);
    });
    afterEach(() => {
      for (const name of Object.keys(OTHERS)) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
    });

    test('signs with the keys that it was given, and adds no session token', async () => {
      const headers = await signForAws(VANILLA, IDENTITY, at);
      expect(Object.keys(headers).sort()).toEqual(['authorization', 'x-amz-date']);
      expect(headers.authorization).toContain(
        'Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
      );
    });

    test('not even empty keys are replaced', async () => {
      const headers = await signForAws(VANILLA, { ...IDENTITY, accessKeyId: '', secretAccessKey: '' }, at);
      expect(JSON.stringify(headers)).not.toContain('fake-other');
    });
  });

  test('signs the same request differently for another body, region, service or second', async () => {
    const post = { ...VANILLA, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' } as const;
    const all = await Promise.all([
      signForAws(post, IDENTITY, at),
      signForAws({ ...post, body: '{ }' }, IDENTITY, at),
      signForAws(post, { ...IDENTITY, region: 'sa-east-1' }, at),
      signForAws(post, { ...IDENTITY, service: 'execute-api' }, at),
      signForAws(post, IDENTITY, at + 1000),
    ]);
    expect(new Set(all.map(({ authorization }) => authorization?.split('Signature=')[1])).size).toBe(5);
  });
});
