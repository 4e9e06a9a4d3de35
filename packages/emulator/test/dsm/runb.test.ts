import { Agent, request } from 'node:https';
import { eachWithEmulator } from '../support/running.js';

/** As the vendor's CLI spells `env` and `map`. */
const spell = (text: string): string =>
  Buffer.from(text).toString('base64').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ',');

interface Given {
  readonly access_token: string;
  readonly id: string;
  readonly signature: string;
  readonly response: { readonly error: boolean };
  readonly secrets: readonly { readonly data: readonly Readonly<Record<string, string>>[] }[];
}

describe("the sequence of the vendor's `dsm runb`, request by request", () => {
  const running = eachWithEmulator();

  /** Its one way to send: a new connection, a form label on every request, no certificate verified. */
  const send = (method: string, path: string, form: Readonly<Record<string, string>>, authorization?: string) =>
    new Promise<Given>((resolve, reject) => {
      const body = new URLSearchParams(form).toString();
      const headers = {
        'user-agent': 'Go-http-client/1.1',
        'accept-encoding': 'gzip',
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': Buffer.byteLength(body),
        ...(authorization !== undefined && { authorization }),
      };
      const agent = new Agent({ rejectUnauthorized: false });
      request(running().emulator.url + path, { method, headers, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          agent.destroy();
          resolve(JSON.parse(Buffer.concat(chunks).toString()) as Given);
        });
      })
        .on('error', reject)
        .end(body);
    });
  /** From the second time on it sends the old token along. */
  const token = async (id: string, secret: string, old?: string) => {
    const form = { grant_type: 'client_credentials', client_id: id, client_secret: secret };
    return `Bearer ${(await send('POST', '/iso/oauth2/token', form, old)).access_token}`;
  };

  test.each(['GET /iso/sctm/secret', 'GET /iso/dapp/Application'])(
    'registers, sends the belt, and reads by %s',
    async (read) => {
      const { emulator } = running();
      const first = await token(emulator.clientId, emulator.clientSecret);
      const names = { application: 'shop', environment: 'ci', system: 'cart' };
      const registered = await send('POST', '/iso/dapp/Application', names, first);
      expect(registered.response.error).toBe(false);
      const second = await token(registered.id, registered.signature, first);
      const map = JSON.stringify({ key_value: [{ name: 'belt', fields: ['BELT_TOKEN'] }] });
      const env = ['HOME=/root', 'BELT_TOKEN=fake-belt-token'].join('\n');
      const sent = await send('POST', '/iso/cicd/variables', { env: spell(env), map: spell(map) }, second);
      expect(sent.response.error).toBe(false);
      const third = await token(registered.id, registered.signature, second);
      const [method = '', path = ''] = read.split(' ');
      const answer = (await send(method, path, {}, third)) as Given & { application: Pick<Given, 'secrets'> };
      const { secrets } = path.endsWith('secret') ? answer : answer.application;
      const written = Object.assign({}, ...secrets.flatMap(({ data }) => data)) as Record<string, string>;
      expect(written).toMatchObject({
        BELT_TOKEN: 'fake-belt-token',
        password: 'fake-database-password-1',
        API_KEY: 'fake-api-key-0001',
      });
      expect(emulator.requests.entries.map(({ method: verb, path: where }) => `${verb} ${where}`)).toEqual([
        'POST /iso/oauth2/token',
        'POST /iso/dapp/Application',
        'POST /iso/oauth2/token',
        'POST /iso/cicd/variables',
        'POST /iso/oauth2/token',
        read,
      ]);
      expect(emulator.requests.entries.every(({ status }) => status === 200 || status === 201)).toBe(true);
      expect(emulator.connections()).toBe(6);
    },
  );
});
