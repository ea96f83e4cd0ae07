/** An error of the operating system, as node reports it. */
type SystemError = NodeJS.ErrnoException & { readonly code: string; readonly dest?: string };

const FIXES: Readonly<Record<string, string>> = {
  EACCES: 'run as the user who owns it, or mend its mode',
  EPERM: 'run as the user who owns it, or mend its mode',
  EEXIST: 'another run made it meanwhile: run again',
  ENOSPC: 'make room and run again',
  EROFS: 'mount it writable',
  ESTALE: 'another run replaced it meanwhile: run again',
};

/** A full disk, a read-only file system, a folder of somebody else: one line, for no stack trace explains it. */
export function explainSystemError(error: unknown): string | undefined {
  if (!isSystemError(error)) return undefined;
  const what = /^\w+: ([^,]+)/.exec(error.message)?.[1] ?? error.message;
  return `${error.dest ?? error.path ?? error.syscall}: ${what} (${error.code}); ${FIXES[error.code] ?? 'mend that and run again'}`;
}

function isSystemError(error: unknown): error is SystemError {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
