import type { At } from '../at';
import { textOf } from './places';

/** Adds an init container that is like this container but for what `weaken` does to it. */
export function addInitContainer(container: { readonly pod: At; readonly at: At }, weaken: (twin: At) => void): void {
  const twin = container.pod.at('initContainers', container.pod.at('initContainers').list().length);
  twin.set(container.at.value);
  twin.at('name').set('first');
  // The image of the container may not be pushed yet, which is nothing to be seen here.
  twin.at('image').set(`example.com/first@sha256:${'0'.repeat(64)}`);
  // What is mounted or asked belongs to the container that it is like.
  for (const key of ['ports', 'volumeMounts', 'restartPolicy', 'startupProbe', 'livenessProbe', 'readinessProbe'])
    twin.at(key).remove();
  weaken(twin);
}

/** Replaces a part of a text. */
export function edit(at: At, part: RegExp | string, replacement: string): void {
  at.set(textOf(at.value).replace(part, replacement));
}

/** Removes several places. */
export function removeAll(...places: readonly At[]): void {
  for (const at of places) at.remove();
}
