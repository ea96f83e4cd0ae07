/**
 * A file of `NAME=value` lines for `env_file` of Compose. Compose expands `$` and strips quotes and ` #…` from bare values,
 * so everything but a plain word stands in single quotes, which it takes literally.
 */
export function envFile(variables: Readonly<Record<string, string>>, valueOf: (secret: string) => string): string {
  const lines = Object.entries(variables).map(([name, secret]) => `${name}=${quoted(valueOf(secret))}\n`);
  return lines.join('');
}

/** Whether a line of an env file can hold the value. */
export function fitsEnvFile(value: string): boolean {
  return !/['\r\n\0]/.test(value);
}

function quoted(value: string): string {
  return /^[\w.,:;@%+=/~^-]+$/.test(value) ? value : `'${value}'`;
}
