import type { Framework } from './framework';

/** NIST SP 800-190, Application Container Security Guide: its countermeasures (chapter 4). */
export const nist800190 = {
  name: 'NIST SP 800-190 Application Container Security Guide',
  edition: 'September 2017',
  scope: 'countermeasures of images, registries, orchestrators, containers and hosts',
  clauses: {
    '4.1.1': 'against known vulnerabilities in images',
    '4.1.2': 'against weak settings of images, such as a root user or an SSH server',
    '4.1.3': 'against malware in images',
    '4.1.4': 'against secrets written into images in clear text',
    '4.1.5': 'against images that are not trusted',
    '4.2.1': 'against open connections to registries',
    '4.2.2': 'against stale images: references name a version that cannot change',
    '4.2.3': 'against registries that anybody may write',
    '4.3.1': 'against administrative access without bounds',
    '4.3.2': 'against access of others to data and accounts',
    '4.3.3': 'against traffic between containers that is not separated',
    '4.3.4': 'against mixing workloads of different sensitivity',
    '4.3.5': 'against nodes that are not trusted',
    '4.4.1': 'against vulnerabilities of the runtime',
    '4.4.2': 'against containers that reach any network',
    '4.4.3': 'against insecure settings of running containers',
    '4.4.4': 'against what a broken application could do, such as writing to its root file system',
    '4.4.5': 'against containers nobody planned',
    '4.5.1': 'against a large attack surface of hosts',
    '4.5.2': 'against the shared kernel',
    '4.5.3': 'against vulnerable parts of hosts',
    '4.5.4': 'against improper rights of users on hosts',
    '4.5.5': 'against changes of the file system of the host by containers',
  },
} as const satisfies Framework;
