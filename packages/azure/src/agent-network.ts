import type { Environment } from '@senhasegura-action/core/internal';

const PROXY_NAMES = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * The proxy that the agent was configured with, as the variables that the core knows; nothing where the job has a proxy of
 * its own, or where the agent's list has the vault's address.
 * @param environment what the agent tells the task (agent, `ExecutionContext.InitializeJob`)
 * @param url the vault's address, where it is known by now
 */
export function agentProxy(environment: Environment, url: string | undefined): Environment {
  const proxyUrl = environment.AGENT_PROXYURL;
  if (proxyUrl === undefined || !URL.canParse(proxyUrl)) return {};
  if (PROXY_NAMES.some((name) => (environment[name] ?? '') !== '')) return {};
  if (url !== undefined && URL.canParse(url) && isBypassed(new URL(url), environment.AGENT_PROXYBYPASSLIST)) return {};
  const proxy = new URL(proxyUrl);
  const { AGENT_PROXYUSERNAME: user = '', SECRET_AGENT_PROXYPASSWORD: password = '' } = environment;
  if (user !== '' && password !== '') {
    proxy.username = encodeURIComponent(user);
    proxy.password = encodeURIComponent(password);
  }
  return { HTTPS_PROXY: proxy.href, HTTP_PROXY: proxy.href };
}

/** `AgentWebProxy.IsMatchInBypassList`: a list of regular expressions, those that are none are skipped. */
function isBypassed(url: URL, list: string | undefined): boolean {
  return patterns(list).some((pattern) => pattern.test(`${url.protocol}//${url.host}`));
}

function patterns(list: string | undefined): readonly RegExp[] {
  let content: unknown;
  try {
    content = JSON.parse(list ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(content)) return [];
  return content.flatMap((entry: unknown) => {
    if (typeof entry !== 'string' || entry.trim() === '') return [];
    try {
      return [new RegExp(entry.trim(), 'i')];
    } catch {
      return [];
    }
  });
}
