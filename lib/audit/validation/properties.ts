/** Properties of the plugin, in cdk8s.yaml. */
export interface HardenedValidationProperties {
  /**
   * What becomes of findings in charts that are written by hand: `count` only counts their objects, `report` lists what
   * the controls find, `fail` also fails. @default 'count'
   */
  readonly foreign?: 'count' | 'report' | 'fail';
  /** The `hardened.json` of the app, relative to the working directory. @default - the one beside cdk8s' output folder */
  readonly contract?: string;
}

const FOREIGN: readonly unknown[] = ['count', 'report', 'fail'];

/** The properties with their defaults. */
export function readProperties(
  properties: HardenedValidationProperties,
): Required<Pick<HardenedValidationProperties, 'foreign'>> & HardenedValidationProperties {
  const problems = Object.entries(properties as Readonly<Record<string, unknown>>).flatMap(([name, value]) => {
    const got = `${name}: got ${JSON.stringify(value)}`;
    if (name === 'foreign')
      return FOREIGN.includes(value) ? [] : [`${got}; allowed: count | report | fail; fix: choose one`];
    if (name === 'contract')
      return typeof value === 'string' ? [] : [`${got}; allowed: a path; fix: for instance deploy/hardened.json`];
    return [`${got}; allowed: foreign, contract; fix: remove it`];
  });
  if (problems.length > 0) throw new Error(`HardenedValidation: properties: ${problems.join('\n')}`);
  return { foreign: 'count', ...properties };
}
