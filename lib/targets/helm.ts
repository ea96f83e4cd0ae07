import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** Whether cdk8s makes a Helm chart: manifests are its templates then. */
export const isHelm = (outdir: string): boolean =>
  basename(outdir) === 'templates' && existsSync(join(dirname(outdir), 'Chart.yaml'));

/** What Helm renders to `{{`. It is YAML before that, too, wherever `{{` was: in plain, quoted and block texts. */
const ESCAPED = '{{`{{`}}';

/** A text of ours is no template: Helm is to write it as it is, so that both outputs say the same. */
export const escapeTemplates = (text: string): string => text.replaceAll('{{', ESCAPED);

/** The text that Helm makes of an escaped one. */
export const unescapeTemplates = (text: string): string => text.replaceAll(ESCAPED, '{{');
