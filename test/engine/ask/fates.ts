/** What became of the requests of a steady load: how many got which status, or failed for which reason. */
export type Fates = Readonly<Record<string, number>>;

/** All that was not answered as it should be. */
export const lost = (fates: Fates): readonly string[] => [
  ...Object.entries(fates)
    .filter(([fate]) => fate !== '204')
    .map(([fate, times]) => `${fate}: ${times}`),
  ...(fates['204'] ? [] : ['no request was answered: nothing is proved']),
];
