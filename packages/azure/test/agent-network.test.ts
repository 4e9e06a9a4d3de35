import { agentProxy } from '../src/agent-network.js';

const AGENT = { AGENT_PROXYURL: 'http://proxy.example.com:3128' };
const URL_OF_VAULT = 'https://vault.example.com:8443/x';
const PROXY = { HTTPS_PROXY: 'http://proxy.example.com:3128/', HTTP_PROXY: 'http://proxy.example.com:3128/' };

test('the proxy of the agent is used', () => {
  expect(agentProxy(AGENT, URL_OF_VAULT)).toEqual(PROXY);
  expect(agentProxy(AGENT, undefined)).toEqual(PROXY);
  expect(agentProxy(AGENT, 'nonsense')).toEqual(PROXY);
});

test('with its credentials, whatever they are made of', () => {
  const { HTTPS_PROXY } = agentProxy(
    { ...AGENT, AGENT_PROXYUSERNAME: 'DOMAIN\\me', SECRET_AGENT_PROXYPASSWORD: 'a:b@c/d%' },
    URL_OF_VAULT,
  );
  const { username, password, host } = new URL(HTTPS_PROXY ?? '');
  expect([username, password].map(decodeURIComponent)).toEqual(['DOMAIN\\me', 'a:b@c/d%']);
  expect(host).toBe('proxy.example.com:3128');
});

test.each(['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'])('but %s of the job beats it', (name) => {
  expect(agentProxy({ ...AGENT, [name]: 'http://other' }, URL_OF_VAULT)).toEqual({});
});

test.each([
  ['["vault\\\\.example\\\\.com"]', {}],
  ['["VAULT.*:8443$"]', {}],
  ['["^https://vault\\\\.example\\\\.com$"]', PROXY],
  ['["(", " ", 7, "example"]', {}],
  ['["other"]', PROXY],
  ['no list', PROXY],
  ['{}', PROXY],
  ['[]', PROXY],
])('the list of exceptions %s is what the agent takes it for', (AGENT_PROXYBYPASSLIST, expected) => {
  expect(agentProxy({ ...AGENT, AGENT_PROXYBYPASSLIST }, URL_OF_VAULT)).toEqual(expected);
});

test('an agent without a proxy gives none', () => {
  expect(agentProxy({}, URL_OF_VAULT)).toEqual({});
  expect(agentProxy({ AGENT_PROXYURL: 'none' }, URL_OF_VAULT)).toEqual({});
});
