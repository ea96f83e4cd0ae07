const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const KEY = /^(?!\.$|\.\.)[-._a-zA-Z0-9]{1,253}$/;

/** Whether the API server takes it as the name of a Secret. */
export function isSecretName(name: string): boolean {
  return name.length <= 253 && SUBDOMAIN.test(name);
}

/** Whether the API server takes it as a key of a Secret. */
export function isSecretKey(key: string): boolean {
  return KEY.test(key);
}
