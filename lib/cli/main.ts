#!/usr/bin/env node
import { buildProgram } from './program';
import { explainSystemError } from './system-error';
import { print } from './terminal';

const terminal = { out: process.stdout, err: process.stderr };

buildProgram(terminal)
  .parseAsync()
  .catch((error: unknown) => {
    const text = explainSystemError(error);
    if (text === undefined) throw error;
    print([{ kind: 'error', text }], terminal);
    process.exitCode = 1;
  });
