import { looksLikeCredential } from '../model/credential';
import type { FoundEdge, Value } from './found';
import type { Neighbour } from './kinds';
import type { FoundComposeService } from './read-compose';

/** What the environment of a service and what it waits for come to. */
export interface FoundEdges {
  readonly edges: readonly FoundEdge[];
  readonly after: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly left: readonly string[];
}

/** Variables that constructs of Node set themselves. */
const OWN = /^(NODE_ENV|NODE_OPTIONS|PORT|STOP_GRACE_SECONDS|DRAIN_DELAY_SECONDS|TLS_CERT_FILE|TLS_KEY_FILE)$/;
/** What switches checks off, or loads code before the program: refused in `env`. */
const UNSAFE = /^(NODE_TLS_REJECT_UNAUTHORIZED|LD_PRELOAD|LD_AUDIT|LD_LIBRARY_PATH)$/;
/** Rather one too many: what is a secret must not be written into a program. */
const SECRET = /PASS|PWD|SECRET|TOKEN|CREDENTIAL|KEY|SALT|AUTH|DSN/i;
const ABOUT = /_(FILE|PATH|TTL|ID)$/;

/** Connections to what depends_on or a variable names, and the variables that stay as they are. */
export function readEdges(caller: FoundComposeService, all: ReadonlyMap<string, Neighbour>): FoundEdges {
  const edges: FoundEdge[] = [];
  const left: string[] = [];
  const env: Record<string, string> = {};
  const connect = (name: string, waits: boolean, wanted?: string, url?: Address): string | undefined => {
    const callee = all.get(name);
    if (callee === undefined) return undefined;
    const made = edgeTo(name, callee, { waits, wanted, url, taken: edges.map(prefixOf) });
    if (typeof made === 'string') {
      left.push(made);
      return undefined;
    }
    edges.push(made);
    if (made.kind === 'external' && url === undefined)
      left.push(
        `it waits for ${name}, and no variable names it: user and database of the connection are for you to say`,
      );
    if (made.kind === 'workload')
      left.push(
        `its connection to ${made.to} is over TLS: ${made.to} has to serve it, with TLS_CERT_FILE and TLS_KEY_FILE`,
      );
    return prefixOf(made);
  };
  const met = new Map<string, string>();
  for (const [name, value] of Object.entries(caller.env)) {
    const address = value === undefined ? undefined : addressIn(value);
    const host = address && address.host !== caller.name && all.has(address.host) ? address.host : undefined;
    if (OWN.test(name)) left.push(`${name}: not taken over, the construct sets it`);
    else if (value === undefined)
      left.push(`${name}: not taken over, its value comes from the shell: use env or secrets`);
    else if (host !== undefined) {
      const prefix = met.get(host) ?? connect(host, host in caller.waits, prefixIn(name), address);
      if (prefix === undefined) left.push(`${name}: not taken over, it names ${host}`);
      else left.push(`${name}: not taken over, connectTo sets ${prefix}_URL; password and CA are in files`);
      if (prefix !== undefined) met.set(host, prefix);
    } else if (UNSAFE.test(name)) left.push(`${name}: not taken over, it weakens TLS or the program itself`);
    else if ((SECRET.test(name) && !ABOUT.test(name)) || looksLikeCredential(value) !== undefined)
      left.push(`${name}: not taken over, it may be a secret: use secrets, the program then reads a file`);
    else if (!/^[A-Za-z_]\w*$/.test(name)) left.push(`${name}: not taken over, it is no name of a variable`);
    else {
      env[name] = value;
      if (address && /:\/\//.test(value) && !/^(localhost|127\.|0\.0\.0\.0)/.test(address.host))
        left.push(`${name} names ${address.host}: open the way with connectTo(Peer.host(…))`);
    }
  }
  const after: string[] = [];
  for (const name of Object.keys(caller.waits)) {
    const callee = all.get(name);
    if (callee?.kind === 'job') after.push(callee.id);
    else if (callee === undefined) left.push(`depends_on ${name}: no such service`);
    else if (!met.has(name)) connect(name, true);
  }
  for (const name of Object.keys(env).filter((key) => edges.some((edge) => setBy(edge).includes(key)))) {
    delete env[name];
    left.push(`${name}: not taken over, connectTo sets it`);
  }
  return { edges, after, env, left };
}

const setBy = (edge: FoundEdge): readonly string[] =>
  ['URL', 'AUTH_FILE', 'CA_FILE'].map((end) => `${prefixOf(edge)}_${end}`);
const upper = (id: string): string => id.toUpperCase().replaceAll('-', '_');
const prefixOf = ({ as, kind, to }: FoundEdge): string => as ?? (kind === 'redis' ? 'REDIS' : upper(to));

/** Prefix of a variable that holds an address. */
const prefixIn = (name: string): string | undefined =>
  /^([A-Z][A-Z0-9_]*?)_(URL|URI|HOST|HOSTNAME|ADDR|ADDRESS|ENDPOINT|DSN)$/.exec(name)?.[1];

interface Address {
  readonly host: string;
  readonly server: Readonly<Record<string, Value>>;
}

/** A host, `host:port`, or a URL: everything but its password. */
function addressIn(value: string): Address | undefined {
  const url = /^([a-z][a-z0-9+.-]*):\/\/(?:([^:@/]*)(?::[^@]*)?@)?([\w.-]+)(?::(\d+))?(?:\/([^?#]*))?/.exec(value);
  if (!url) {
    const host = /^([A-Za-z][\w.-]*)(?::\d+)?$/.exec(value)?.[1];
    return host === undefined ? undefined : { host, server: {} };
  }
  const [, scheme = '', user = '', host = '', port, database = ''] = url;
  const plain = /^[A-Za-z0-9._$-]{1,100}$/;
  return {
    host,
    server: {
      scheme,
      ...(port !== undefined && { port: Number(port) }),
      ...(plain.test(user) && { user }),
      ...(plain.test(database) && { database }),
    },
  };
}

interface Wish {
  readonly waits: boolean;
  readonly wanted: string | undefined;
  readonly url: Address | undefined;
  readonly taken: readonly string[];
}

/** An edge, or why there is none. */
function edgeTo(name: string, { kind, id, known }: Neighbour, { waits, wanted, url, taken }: Wish): FoundEdge | string {
  const usual = kind === 'redis' ? 'REDIS' : upper(id);
  const as = [wanted ?? usual, usual, upper(id)].find((prefix) => !taken.includes(prefix));
  if (as === undefined) return `no connection to ${name}: another one has its prefix, add it by hand`;
  const edge = { as: as === usual && kind !== 'database' ? undefined : as, any: !waits, server: {} };
  switch (kind) {
    case 'redis':
      return { ...edge, kind: 'redis', to: id };
    case 'service':
      return { ...edge, kind: 'workload', to: id };
    case 'database':
      return { ...edge, kind: 'external', to: id, server: { ...known, ...url?.server } };
    case 'worker':
    case 'job':
      return `no connection to ${name}: it listens on no port`;
    default:
      return `no connection to ${name} (an image of others): add connectTo by hand`;
  }
}
