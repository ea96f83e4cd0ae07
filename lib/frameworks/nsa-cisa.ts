import type { Framework } from './framework';

/** NSA/CISA Kubernetes Hardening Guidance. The guide has no numbers: ids are made from its section names. */
export const nsaCisa = {
  name: 'NSA/CISA Kubernetes Hardening Guidance',
  edition: '1.2 (August 2022)',
  scope: 'sections that say something about workloads; ids are the chapter and the section in short',
  clauses: {
    'pod/non-root-containers': 'applications run as a user other than root',
    'pod/rootless-engines': 'the container engine itself runs without root',
    'pod/immutable-file-systems': 'the file system of a container cannot be changed',
    'pod/secure-images': 'images are built from trusted layers and scanned',
    'pod/security-enforcement': 'admission refuses pods that are not secured',
    'pod/service-account-tokens': 'tokens are not mounted where they are not needed',
    'pod/hardening': 'seccomp, AppArmor or SELinux narrow what a container can do',
    'network/namespaces': 'namespaces separate parts with different needs',
    'network/policies': 'traffic is denied unless a policy allows it, in both directions',
    'network/resource-policies': 'use of memory, processor and storage is limited',
    'network/encryption': 'traffic is encrypted',
    'network/secrets': 'secrets are kept apart from configuration and encrypted',
    'authentication-and-authorization': 'every user and service account has its own, least rights',
    'upgrading-and-application-security': 'images and clusters are kept up to date, what is unused is removed',
  },
} as const satisfies Framework;
