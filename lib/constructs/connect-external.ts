import { checkCidr, checkExitHost, clusterNamespace, shownHost } from '../model/check-exit';
import type { ExitTarget } from '../model/exit';
import { checkFileName } from '../model/names';
import { said, type Report } from '../model/problem';
import { takePrefix } from './caller';
import { checkNames } from './check-names';
import { chartOf, type Member } from './chart-members';
import { addExit, namespaceTarget } from './exits';
import { externalNames, type External } from './external';
import type { Names } from './names';
import { reporter } from './problems';

/** How a caller of a Redis that is not part of the program names its variables. */
export interface ExternalRedisConnectionProps {
  /** Prefix of the variables. @default 'REDIS': REDIS_URL, REDIS_AUTH_FILE, and REDIS_CA_FILE where it has an authority */
  readonly as?: string;
}

/** How a caller of a server that is not part of the program names its variables. */
export interface ExternalServiceConnectionProps {
  /** Prefix of the variables: `'DATABASE'` makes DATABASE_URL, DATABASE_AUTH_FILE, and DATABASE_CA_FILE where it has an authority. */
  readonly as: string;
}

const NAMES = { as: true } as const satisfies Names<ExternalRedisConnectionProps & ExternalServiceConnectionProps>;

/** Schemes that are not encrypted, or that have a construct of their own. */
const INSTEAD: Readonly<Record<string, string>> = {
  amqp: "use 'amqps'",
  ftp: "use 'ftps'",
  http: "use 'https'",
  ldap: "use 'ldaps'",
  mqtt: "use 'mqtts'",
  redis: 'use ExternalRedis.at: it speaks TLS',
  rediss: 'use ExternalRedis.at: it speaks TLS',
  ws: "use 'wss'",
};

/** Opens the way to a server of somebody else, and tells the caller how to connect. The password never stands in the URL. */
export function connectExternal(
  caller: Member,
  external: External,
  props: ExternalRedisConnectionProps | undefined,
): void {
  const prop = `connectTo(${shownHost(external.host)})`;
  const prefix = props?.as ?? (external.made === 'ExternalRedis' ? 'REDIS' : undefined);
  takePrefix(caller, prefix, prop, external.made === 'ExternalRedis' ? 'CACHE' : 'DATABASE');
  checkNames(props, prop, { names: NAMES }, reporter(caller));
  const given = { ...external, kind: undefined, made: undefined, host: undefined };
  checkNames(given, prop, { names: externalNames }, reporter(caller));
  checkUrl(external, prop, reporter(caller));
  if (external.ca !== undefined) checkFileName(external.ca, `${prop}.ca`, reporter(caller));
  addExit(
    caller,
    external.namespace === undefined ? outside(external, prop, caller) : inside(external, prop, caller),
    external.port,
    prop,
  );
  chartOf(caller).externals.push({ ...external, caller: caller.base.name, prefix: String(prefix) });
}

/** What to write for an address: certificates and URLs name hosts. */
const forAddress = (block: string): string => `write the name that its certificate has, and pass cidr: '${block}'`;

function outside(external: External, prop: string, caller: Member): ExitTarget {
  const report = reporter(caller);
  const { host, cidr, labels, composeHost } = external;
  checkExitHost(host, prop, forAddress, report);
  const space = clusterNamespace(String(host));
  if (space !== undefined)
    report(prop, host, 'a host outside of the cluster', `pass namespace: '${space}', and labels of its pods`);
  if (labels !== undefined || composeHost !== undefined)
    report(
      prop,
      said('labels or composeHost without namespace'),
      'both with namespace only',
      'pass namespace, or remove them',
    );
  if (cidr === undefined) return { host };
  checkCidr(cidr, `${prop}.cidr`, report);
  return { host, cidr };
}

function inside(external: External, prop: string, caller: Member): ExitTarget {
  const { host, cidr, namespace = '', labels, composeHost } = external;
  const report = reporter(caller);
  checkExitHost(host, prop, forAddress, report);
  if ((clusterNamespace(String(host)) ?? namespace) !== namespace)
    report(
      `${prop}.namespace`,
      namespace,
      `the namespace that the host names: ${clusterNamespace(host)}`,
      'correct one of them',
    );
  if (cidr !== undefined)
    report(`${prop}.cidr`, cidr, 'namespace or cidr', 'remove one of them: pods are chosen by namespace and labels');
  if (composeHost !== undefined) checkExitHost(composeHost, `${prop}.composeHost`, forAddress, report);
  const to = namespaceTarget(namespace, labels, `${prop}.namespace`, caller);
  return composeHost === undefined ? to : { ...to, composeHost };
}

/** Reports parts that make no URL, and texts that may hold a password: those are not shown. */
function checkUrl({ scheme, user, database, made }: External, prop: string, report: Report): void {
  const instead = made === 'ExternalService' ? INSTEAD[scheme] : undefined;
  if (typeof scheme !== 'string' || !/^[a-z][a-z0-9+.-]*$/.test(scheme))
    report(`${prop}.scheme`, scheme, "the scheme of a URL, for instance 'postgresql'", "write it without '://'");
  else if (instead !== undefined)
    report(`${prop}.scheme`, scheme, 'schemes of protocols that encrypt, other than those of Redis', instead);
  const file = 'leave the password out: it is read from a file, which AUTH_FILE names';
  if (user !== undefined && !/^[A-Za-z0-9._@$-]{1,100}$/.test(user))
    report(`${prop}.user`, said('a text that is more than a name (not shown)'), "the user's name alone", file);
  if (database !== undefined && !/^[A-Za-z0-9._$-]{1,100}$/.test(database))
    report(`${prop}.database`, said('a text that is more than a name (not shown)'), "the database's name alone", file);
}
