/** How sources are run in development. */
export interface DevelopmentProps {
  /** Port of the host, on 127.0.0.1, for Node's inspector; on a chart the first one, each service has the next. @default 9229 */
  readonly inspector?: number;
}

/** What a workload says of its development. */
export interface DevelopedProps {
  /**
   * Whether `compose.dev.yaml` runs it from its sources, with `node --watch` and an inspector; for images that are built
   * here. `compose.yaml` and Kubernetes stay as they are.
   * @default - what the chart says
   */
  readonly development?: boolean | DevelopmentProps;
}
