const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const FILE = /^[A-Za-z0-9][-A-Za-z0-9._]{0,99}$/;
const VARIABLE = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Name of the private key of the authority, in the folder of the secrets. No secret of a contract may use it. */
export const AUTHORITY_KEY = 'ca.key';

/** A DNS label: names of charts and workloads. */
export function isLabel(name: string): boolean {
  return LABEL.test(name);
}

/** A DNS name without wildcards: what a certificate is issued for. */
export function isDnsName(name: string): boolean {
  return name.length <= 253 && name.split('.').every(isLabel);
}

/** A plain file name: no separator, no leading dot, nothing a shell or an editor would read otherwise. */
export function isFileName(name: string): boolean {
  return FILE.test(name);
}

/** The name of an ACL user, as far as this library makes them. */
export function isUserName(name: string): boolean {
  return FILE.test(name);
}

/** The name of an environment variable. */
export function isVariableName(name: string): boolean {
  return VARIABLE.test(name);
}
