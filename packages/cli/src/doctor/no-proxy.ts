/** Whether NO_PROXY names a host: `*`, the host, a domain it lies in; each with a port or without. */
export function isLeftOut({ hostname, port, protocol }: URL, noProxy: string): boolean {
  const host = hostname.toLowerCase();
  const ownPort = port === '' ? (protocol === 'https:' ? '443' : '80') : port;
  return noProxy
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [, name = entry, entryPort] = /^(.+):(\d+)$/.exec(entry) ?? [];
      if (entryPort !== undefined && entryPort !== ownPort) return false;
      const domain = name.toLowerCase().replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}
