import { isUtf8 } from 'node:buffer';
import { get } from 'node:https';
import { setImmediate } from 'node:timers/promises';
import type { FaultRuleInput } from '../../src/index.js';
import { eachWithEmulator } from '../support/running.js';

describe('faults', () => {
  const running = eachWithEmulator();
  const path = '/iso/sctm/secret';
  /** Reads the secrets while the fault waits for exactly that. */
  const meet = async (fault: FaultRuleInput['fault']) => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    emulator.faults.add({ match: { method: 'get', path }, fault });
    return client.call('GET', path, { headers });
  };

  test('another status with headers', async () => {
    const answer = await meet({ kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    expect(answer.status).toBe(429);
    expect(answer.headers['retry-after']).toBe('7');
    expect(answer.json().response).toMatchObject({ error: true });
  });

  test('a body of your choice', async () => {
    const answer = await meet({ kind: 'status', status: 200, body: '[]' });
    expect(answer.text).toBe('[]');
  });

  test('a reset before the vault acts, and one after', async () => {
    const { client, emulator } = running();
    const headers = await client.bearer();
    const custody = '/iso/pam/credential/123';
    emulator.faults.add({ match: { path: custody }, fault: { kind: 'reset' } });
    await expect(client.call('GET', custody, { headers })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.state().custodies).toEqual([]);
    emulator.faults.add({ match: { path: custody }, fault: { kind: 'reset', when: 'after' } });
    await expect(client.call('GET', custody, { headers })).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(emulator.state().custodies).toHaveLength(1);
  });

  test('half an answer with a fitting Content-Length', async () => {
    const answer = await meet({ kind: 'truncate' });
    expect(answer.status).toBe(200);
    expect(() => answer.json()).toThrow(SyntaxError);
  });

  test('half an answer, then the connection ends', async () => {
    await expect(meet({ kind: 'truncate', contentLength: 'wrong' })).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  test('a page of a proxy', async () => {
    const answer = await meet({ kind: 'html' });
    expect(answer.headers['content-type']).toMatch(/^text\/html/);
    expect(answer.text).toMatch(/^<!DOCTYPE html>/);
  });

  test('words instead of JSON', async () => {
    expect((await meet({ kind: 'not-json' })).text).toBe('OK, but in words');
  });

  test('bytes that are no UTF-8', async () => {
    const { bytes } = await meet({ kind: 'bad-utf8' });
    expect(isUtf8(bytes)).toBe(false);
  });

  test('a redirect', async () => {
    const answer = await meet({ kind: 'redirect', location: 'https://elsewhere.example.com/', status: 307 });
    expect(answer.status).toBe(307);
    expect(answer.headers.location).toBe('https://elsewhere.example.com/');
  });

  test('the answer of the gateway', async () => {
    const answer = await meet({ kind: 'gateway' });
    expect([answer.status, answer.text]).toEqual([404, '{"message":"no Route matched with those values"}']);
  });

  test('a failure with HTTP 200', async () => {
    const answer = await meet({ kind: 'error-in-200' });
    expect(answer.status).toBe(200);
    expect(answer.json().response).toMatchObject({ error: true });
    expect(answer.json().exception).toMatchObject({ code: 1007 });
  });

  test('an answer that drips is whole in the end', async () => {
    const answer = await meet({ kind: 'slow-body', bytes: 400, pause: 1 });
    expect(answer.json().secrets).toHaveLength(5);
  });

  test('a delay, and then the answer', async () => {
    expect((await meet({ kind: 'delay', milliseconds: 5 })).status).toBe(200);
    expect((await meet({ kind: 'late', milliseconds: 5 })).status).toBe(200);
  });

  test('a vault that is slow acts although nobody waits any more', async () => {
    const { client, emulator } = running();
    const custody = '/iso/pam/credential/123';
    emulator.faults.add({ match: { path: custody }, fault: { kind: 'late', milliseconds: 60 } });
    const headers = await client.bearer();
    const request = get(emulator.url + custody, { headers, ca: emulator.ca, agent: false });
    request.on('error', () => undefined);
    const asked = () => emulator.requests.entries.find((entry) => entry.path === custody);
    while (asked() === undefined) await setImmediate();
    request.destroy();
    expect(emulator.state().custodies).toEqual([]);
    while (asked()?.caller === undefined) await setImmediate();
    expect(emulator.state().custodies).toHaveLength(1);
  });

  test('a body without an end goes beyond 32 MiB and ends when the client hangs up', async () => {
    const { emulator, client } = running();
    const headers = await client.bearer();
    emulator.faults.add({ match: { path }, fault: { kind: 'flood' } });
    const size = await new Promise<number>((resolve, reject) => {
      let received = 0;
      const request = get(emulator.url + path, { headers, ca: emulator.ca, agent: false }, (response) => {
        response.on('data', (chunk: Buffer) => {
          received += chunk.length;
          if (received > 32 * 1024 * 1024) {
            resolve(received);
            request.destroy();
          }
        });
      });
      request.on('error', reject);
    });
    expect(size).toBeGreaterThan(32 * 1024 * 1024);
  });
});

describe('answers that only look like success', () => {
  const running = eachWithEmulator();
  const meet = async (fault: FaultRuleInput['fault']) => {
    const { client, emulator } = running();
    emulator.faults.add({ match: { method: 'DELETE' }, fault });
    return client.as('default', 'DELETE', '/iso/pam/credential/custody/123');
  };

  test('an envelope that says 503 inside a 200', async () => {
    const answer = await meet({ kind: 'status-in-200' });
    expect([answer.status, answer.json().code]).toEqual([200, 503]);
    expect(answer.json().response).toMatchObject({ status: 503, error: true });
  });

  test('200 and an object without an envelope', async () => {
    const answer = await meet({ kind: 'empty-object' });
    expect([answer.status, answer.text]).toEqual([200, '{}']);
  });

  test('a resource that this version does not have', async () => {
    const answer = await meet({ kind: 'no-resource' });
    expect(answer.status).toBe(404);
    expect(answer.json().response).toMatchObject({ error_code: 4, message: 'Resource sub not found' });
  });
});
