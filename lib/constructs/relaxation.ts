import { controls } from '../controls';
import type { Relaxation } from '../controls/control';

/** How an exception relaxes a control; `undefined` where none may, or where there is no such control. */
export function relaxationOf(id: string): Relaxation | undefined {
  const exception = controls.find((control) => control.id === id)?.exception;
  return exception === 'never' ? undefined : exception;
}
