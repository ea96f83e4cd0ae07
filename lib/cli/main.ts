#!/usr/bin/env node
import { buildProgram } from './program';
import { print } from './terminal';

const terminal = { out: process.stdout, err: process.stderr };

buildProgram(terminal)
  .parseAsync()
  .catch((error: unknown) => {
    if (!isSystemError(error)) throw error;
    // A full disk, a read-only file system, a folder of somebody else: nothing that a stack trace explains.
    const text = `${error.path ?? error.syscall}: ${error.code}: ${error.message.replace(/^\w+: /, '')}`;
    print([{ kind: 'error', text }], terminal);
    process.exitCode = 1;
  });

function isSystemError(error: unknown): error is NodeJS.ErrnoException & { readonly code: string } {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}
