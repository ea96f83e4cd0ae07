/** What a health check asks, as far as its text shows it. */
export interface AskedHealth {
  readonly port: number | undefined;
  /** Path of the URL; `undefined` where a port is connected to and nothing more is asked. */
  readonly path: string | undefined;
}

/** Reads port and path from a command that asks over HTTP or connects to a port; `undefined` where it does neither. */
export function healthOfCommand(words: readonly string[]): AskedHealth | undefined {
  const text = words.join(' ');
  const url = /\bhttps?:\/\/(?:\[[^\]]*\]|[^\s/:'"]+)(?::(\d+))?(\/[^\s'"`)]*)?/i.exec(text);
  if (url !== null) return { port: url[1] === undefined ? undefined : Number(url[1]), path: url[2] ?? '/' };
  const socket = /\bconnect\(\s*(?:\{[^}]*\bport:\s*)?(\d+)/.exec(text) ?? /\bnc\b.*?\s(\d+)\s*$/.exec(text);
  return socket === null ? undefined : { port: Number(socket[1]), path: undefined };
}
