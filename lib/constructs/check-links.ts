import type { Problem } from '../model/problem';
import { ingressBackends } from '../model/project';
import type { ChartMembers } from './chart-members';
import { tlsPorts } from './workload-connection';

type Text = Omit<Problem, 'path'>;

/** Problems of connections between workloads that show only when all of them are known. */
export const checkLinks = (members: ChartMembers): readonly Text[] => [
  ...mixed(members),
  ...doors(members),
  ...clients(members),
];

/** One port speaks one protocol. */
const mixed = ({ links }: ChartMembers): readonly Text[] =>
  links.flatMap((link, index) => {
    const same = ({ callee, port }: typeof link) => callee === link.callee && port === link.port;
    const first = links.find(same);
    if (!first || first.tls === link.tls || links.findIndex((other) => same(other) && other.tls === link.tls) < index)
      return [];
    const plain = first.tls === 'none' ? first.caller : link.caller;
    return [
      {
        prop: `connectTo(${link.listener}).tls`,
        got: `'${first.tls}' by ${first.caller} and '${link.tls}' by ${link.caller} on port ${link.portName}`,
        allowed: 'one answer of all callers of a port',
        fix: `remove tls: 'none' from ${plain}, or connect it to another port of ${link.listener}`,
      },
    ];
  });

/** A controller that is not told to speak TLS sends plaintext to a port that answers none. */
const doors = ({ links, exposures }: ChartMembers): readonly Text[] =>
  exposures.flatMap(({ workload, port, backend, gateway }): readonly Text[] => {
    // A door of a workload may lead to a port of its sidecar.
    const encrypted = links.some((link) => link.callee === workload && link.port === port && link.tls === 'app');
    if (encrypted && backend === undefined)
      return [
        {
          prop: 'expose.backend',
          got: `nothing for port ${port} of ${workload}, which serves TLS`,
          allowed: gateway ? "'by-hand'" : ingressBackends.join(' | '),
          fix: gateway
            ? "write a BackendTLSPolicy that names the authority, and set backend: 'by-hand'; or expose a port without TLS"
            : "set backend: 'ingress-nginx' if that is your controller; with another one set 'by-hand' and tell it with its own annotations; or expose a port without TLS",
        },
      ];
    if (encrypted || backend === undefined || !ingressBackends.includes(backend)) return [];
    return [
      {
        prop: 'expose.backend',
        got: `'${backend}' for port ${port} of ${workload}, which no caller reaches over TLS`,
        allowed: "backend only where a caller connects to the port with tls: 'app'",
        fix: 'remove backend',
      },
    ];
  });

/** The wget of small images trusts whoever answers, and says so on no option of its own. */
const clients = ({ links, workloads }: ChartMembers): readonly Text[] =>
  [...workloads.values()].flatMap(({ base: { name, health } }) => {
    const ready = health?.ready;
    if (health?.client !== 'wget' || ready?.kind !== 'http' || !tlsPorts(name, links).includes(ready.number)) return [];
    return [
      {
        prop: 'health.client',
        got: `'wget' for port ${ready.port} of ${name}, which serves TLS`,
        allowed: 'node | curl',
        fix: `set ready: { tcp: '${ready.port}' }, or ask another port over HTTP`,
      },
    ];
  });
