import type { Framework } from './framework';

/** OWASP Docker Security Cheat Sheet: its rules by number. */
export const owaspDocker = {
  name: 'OWASP Docker Security Cheat Sheet',
  edition: 'read in 2026',
  scope: 'rules 0 to 13',
  clauses: {
    '0': 'hosts and the engine are up to date',
    '1': 'the socket of the engine is not handed out',
    '2': 'a user is set',
    '3': 'capabilities are limited to what is needed',
    '4': 'processes cannot gain privileges',
    '5': 'containers reach only whom they should',
    '5a': 'published ports bypass the packet filter of the host: choose the address',
    '6': 'seccomp, AppArmor or SELinux is on',
    '7': 'memory, processor, processes and restarts are limited',
    '8': 'file systems and volumes are read-only',
    '9': 'images are scanned in the pipeline',
    '10': 'the log level of the daemon is info',
    '11': 'the engine runs without root',
    '12': 'secrets are handed over by the secret mechanism of the engine',
    '13': 'the supply chain is secured',
  },
} as const satisfies Framework;
