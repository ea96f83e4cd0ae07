/** One JSON object a line. Callers pass names, numbers and error messages: never session content, never a secret. */
export function createLog(write = (line) => process.stdout.write(line)) {
  const at =
    (level) =>
    (msg, fields = {}) =>
      void write(`${JSON.stringify({ time: new Date().toISOString(), level, msg, ...fields })}\n`);
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
