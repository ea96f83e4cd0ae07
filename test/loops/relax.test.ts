import { relax, relaxable } from './relax';

test.each(relaxable.map((control) => [control.id, control] as const))(
  'an exception of %s relaxes it and what follows from it, and is seen in both outputs',
  (_, control) => {
    expect(relax(control).problems).toEqual([]);
  },
);
