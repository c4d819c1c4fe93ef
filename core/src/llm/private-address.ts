/** Whether a host is this machine or in one's own network, where plain HTTP is usual: loopback, RFC 1918, or a name without a dot. */
export function isPrivateAddress(host: string): boolean {
  return (
    !/[.:]/.test(host) ||
    /\.(localhost|local|internal|lan)$/i.test(host) ||
    /^(127|10)\.\d+\.\d+\.\d+$|^192\.168\.\d+\.\d+$|^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/.test(host) ||
    /^\[(::1|f[cd].*|fe80:.*)\]$/i.test(host)
  );
}
