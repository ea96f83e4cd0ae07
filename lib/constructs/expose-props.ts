import type { IngressBackend } from '../model/project';
import type { Names, Shape } from './names';

/** What every way in from outside says. */
export interface DoorProps {
  /** Host name that requests name. */
  readonly host: string;
  /** Where the ingress controller, or what the Gateway is made of, runs: the only namespace that reaches the port. */
  readonly from: { readonly namespace: string };
  /** Name of the port. @default - the main port */
  readonly port?: string;
  /** Address Compose publishes on; another than loopback needs an exception of `narrow-exposure`. @default '127.0.0.1' */
  readonly address?: string;
  /** Port on the Compose host. @default - the container's port */
  readonly published?: number;
}

/** How a workload is reached from outside, through an Ingress. */
export interface ExposeProps extends DoorProps {
  /** Name of the Kubernetes TLS Secret for the host. */
  readonly tls: string;
  /** IngressClass. @default - the cluster's default */
  readonly className?: string;
  /** Annotations of the Ingress, for its controller, for instance a time limit; snippets are refused. @default - none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * How the ingress controller is told that the port serves TLS, which it does once a workload connects to it with
   * `tls: 'app'`. `'ingress-nginx'` writes that controller's annotation; with `'by-hand'` you tell yours.
   * @default - none, for a port without TLS
   */
  readonly backend?: IngressBackend;
}

/** How a workload is reached from outside, through a Gateway: an HTTPRoute of the Gateway API, version 1. */
export interface GatewayExposeProps extends DoorProps {
  /** The Gateway, which somebody else runs. */
  readonly gateway: GatewayProps;
  /**
   * Says that whoever runs the Gateway tells it to speak TLS to the port, by a BackendTLSPolicy; for a port that serves TLS,
   * as it does once a workload connects to it with `tls: 'app'`.
   * @default - none, for a port without TLS
   */
  readonly backend?: 'by-hand';
}

/** A listener of a Gateway. It has to end TLS: nothing here can see whether it does. */
export interface GatewayProps {
  /** Name of the Gateway. */
  readonly name: string;
  /** Name of its listener; without one a route would answer on every listener, that of port 80 too. */
  readonly listener: string;
  /** Namespace of the Gateway. @default - `from.namespace` */
  readonly namespace?: string;
}

/** Names of what a door says. */
export const exposeShape = {
  names: {
    host: true,
    from: true,
    port: true,
    address: true,
    published: true,
    tls: true,
    className: true,
    annotations: true,
    backend: true,
    gateway: true,
  } as const satisfies Names<ExposeProps | GatewayExposeProps>,
  inner: {
    from: { names: { namespace: true } as const satisfies Names<DoorProps['from']> },
    gateway: { names: { name: true, listener: true, namespace: true } as const satisfies Names<GatewayProps> },
  },
} satisfies Shape;
