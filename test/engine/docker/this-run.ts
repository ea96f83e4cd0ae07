import { tmpdir } from 'node:os';

/** The start of the name of every run; its process id follows. */
export const RUN_PREFIX = 'cdk8s-hardened-';

/** The name of this run: of its folder and of the control group of its containers. */
export const RUN = `${RUN_PREFIX}${process.pid}`;

/** A variable with that name, in the environment of all that we start. */
export const MARK = 'CDK8S_HARDENED_ENGINE';
process.env[MARK] = RUN;

/** On a disk: what is in memory often cannot hold an engine's layers. */
export const workParent = process.env['TMPDIR'] ?? (tmpdir() === '/tmp' ? '/var/tmp' : tmpdir());
