/** Releases of Kubernetes that the output is asked of: the newest minor, and the oldest that is still supported. */
export const NEWEST = 'v1.37.2';
export const OLDER = 'v1.34.4';

/** The minor version: 37 of `v1.37.2`. */
export const minorOf = (release: string): number => Number(/^v1\.(\d+)\./.exec(release)?.[1]);
