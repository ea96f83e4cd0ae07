import { join } from 'node:path';
import { INSIDE, probe, type Cluster } from './cluster';

export interface Sent {
  readonly method: string;
  /** Path below the application's Service. */
  readonly path: string;
  readonly body?: string;
}

export interface Got {
  readonly status: number;
  readonly text: string;
}

/** Requests from where an ingress controller would be: the way in that is declared. */
export const throughTheDoor = (cluster: Cluster, requests: readonly Sent[]): Promise<readonly Got[]> =>
  probe<readonly Got[]>(cluster, ['ingress-nginx', 'deployment/twin'], join(INSIDE, 'http.ts'), {
    requests: requests.map(({ path, ...rest }) => ({ ...rest, url: `http://backend-1.shop:5010${path}` })),
  });
