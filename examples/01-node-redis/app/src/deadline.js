export class DeadlineError extends Error {}

/** What the promise gives, or a DeadlineError after `ms`. The work behind it goes on: the caller must end it. */
export async function deadline(promise, ms, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`${what}: no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
