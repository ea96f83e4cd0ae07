import { close } from './close';
import { composeFaults } from './compose-faults';
import { dataFile, dataRequired } from './data';
import { engine, mistakes } from './engine';
import { faultKinds, type AbsentJudge, type Finding, type Judge } from './finding';
import { sourceText } from './source-text';

/** Every `compose.yaml` against the Compose specification, every object of it closed. */
export function composeJudge(): Judge | AbsentJudge {
  const name = 'Compose specification';
  const wants = (file: string): boolean => /^compose\/[^/]+\/compose\.ya?ml$/.test(file);
  const published = dataFile('compose-spec/compose-spec.json');
  if (typeof published === 'string') return { name, wants, absent: published, required: dataRequired };
  const { schema } = close(published);
  delete schema['$schema'];
  const validate = engine().compile(schema);
  const judge = (text: string): readonly Finding[] => {
    const source = sourceText(text);
    const found = source.values.flatMap((value, index) =>
      mistakes(validate, value).map((mistake) =>
        source.locate(index, { ...mistake, message: `${mistake.pointer}: ${mistake.message}` }),
      ),
    );
    return [...source.findings, ...found];
  };
  return { name, wants, judge, plant: composeFaults, mustCatch: [...faultKinds, 'other'] };
}
