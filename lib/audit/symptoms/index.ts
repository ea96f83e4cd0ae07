import { applicationSymptoms } from './application';
import { dockerSymptoms } from './docker';
import { kubernetesSymptoms } from './kubernetes';
import { networkSymptoms } from './network';
import { redisSymptoms } from './redis';
import type { Symptom } from './symptom';

const list = [
  ...dockerSymptoms,
  ...kubernetesSymptoms,
  ...redisSymptoms,
  ...networkSymptoms,
  ...applicationSymptoms,
] as const;

export type SymptomId = (typeof list)[number]['id'];

/** Every symptom. Narrower ones come before wider ones. */
export const symptoms: readonly (Symptom & { readonly id: SymptomId })[] = list;
