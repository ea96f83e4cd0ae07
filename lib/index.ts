/** The whole public API. */
export { Duration, Size } from 'cdk8s';
export { HardenedValidation } from './audit/validation/hardened-validation';
export type { HardenedValidationProperties } from './audit/validation/properties';
export type { ValidationContext, ValidationReport, Violation, ViolatingResource } from './audit/validation/context';
export { Workload, type AnyImageProps } from './constructs/any-workload';
export { Companion, InitContainer, Sidecar } from './constructs/companion';
export type { CompanionProps, InitContainerProps, SidecarProps } from './constructs/companion-props';
export type { DevelopedProps, DevelopmentProps } from './constructs/development-props';
export { Exceptions, type ExceptionProps, type ExceptionScope } from './constructs/exceptions';
export {
  ExternalRedis,
  ExternalService,
  type ExternalProps,
  type ExternalRedisProps,
  type ExternalServiceProps,
} from './constructs/external';
export type { ExternalRedisConnectionProps, ExternalServiceConnectionProps } from './constructs/connect-external';
export type { PeerConnectionProps } from './constructs/connect-peer';
export { HardenedApp, type HardenedAppProps } from './constructs/hardened-app';
export { HardenedChart } from './constructs/hardened-chart';
export type { ChartSettings, DnsProps, HardenedChartProps, TolerationProps } from './constructs/chart-props';
export type { DoorProps, ExposeProps, GatewayExposeProps, GatewayProps } from './constructs/expose-props';
export { HardenedWorkload } from './constructs/hardened-workload';
export { Image, type BuildProps, type ImageFacts } from './constructs/image';
export { NodeCronJob, type NodeCronJobProps } from './constructs/node-cron-job';
export { NodeJob, type NodeJobProps } from './constructs/node-job';
export { NodeWorker, type NodeWorkerProps } from './constructs/node-worker';
export { NodeService, type NodeServiceProps } from './constructs/node-service';
export {
  Peer,
  type CidrPeer,
  type HostPeer,
  type HostPeerProps,
  type NamespacePeer,
  type NamespacePeerProps,
} from './constructs/peer';
export { Redis, type RedisProps } from './constructs/redis';
export type { AfterProps } from './constructs/after-props';
export type { RedisEviction, RedisPersistence } from './constructs/redis-configuration';
export type { RunProps } from './constructs/run-props';
export type { RedisConnectionProps } from './constructs/connection';
export type { WorkloadConnectionProps } from './constructs/workload-connection';
export type { SizeLike } from './constructs/units';
export type {
  ClientHealthProps,
  CommandHealthProps,
  ConfigSource,
  HealthCheckProps,
  HealthProps,
  HealthTimesProps,
  HeartbeatProps,
  ReplicaProps,
  ScaleProps,
  SeLinuxProps,
  SecretProps,
  StorageProps,
  WorkloadProps,
  WritableProps,
} from './constructs/workload-props';
export type { Contract, EdgeTls } from './model/contract';
export type { IngressBackend } from './model/project';
export type { UserIds } from './model/image';
export type { RedisAccess } from './model/redis';
export type { ControlId, RelaxableId } from './controls';
