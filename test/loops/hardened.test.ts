import { parseFiles } from '../../lib/targets/documents';
import { programs } from '../programs';
import { judged } from './judge';

test.each(programs.map(({ name, files }) => [name, files] as const))('the output of %s has no finding', (_, files) => {
  const { findings, unused, errors } = judged(parseFiles(files));
  expect({ findings, unused, errors }).toEqual({ findings: [], unused: [], errors: [] });
});
