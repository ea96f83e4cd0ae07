import type { App } from 'cdk8s';

const roots = new WeakMap<App, string>();

/** The root of an app, where it is known. */
export const rootOf = (app: App): string | undefined => roots.get(app);

/** Says the root of an app; false where it has another one already. */
export function setRoot(app: App, root: string): boolean {
  const known = roots.get(app);
  if (known === undefined) roots.set(app, root);
  return known === undefined || known === root;
}
