// Runs in a pod, by its own Node: sends requests one after the other, and says what came back.
interface Asked {
  readonly requests: readonly { readonly method: string; readonly url: string; readonly body?: string }[];
}

async function main(): Promise<void> {
  const { requests } = JSON.parse(process.env['PROBE'] ?? '{}') as Asked;
  const answers: { status: number; text: string }[] = [];
  for (const { method, url, body } of requests) {
    try {
      const headers = body === undefined ? undefined : { 'content-type': 'application/json' };
      const reply = await fetch(url, { method, body, headers, signal: AbortSignal.timeout(5_000) });
      answers.push({ status: reply.status, text: await reply.text() });
    } catch (error) {
      answers.push({ status: 0, text: String((error as { cause?: unknown }).cause ?? error) });
    }
  }
  process.stdout.write(JSON.stringify(answers));
}

void main();
