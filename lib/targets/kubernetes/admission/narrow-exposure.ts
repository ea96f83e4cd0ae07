import type { AdmissionRule } from './rule';

/** Doors of three kinds: Services, ports of the node, and Ingresses, which must be what the program exposes. */
export const narrowExposure = {
  control: 'narrow-exposure',
  judges: ['pods', 'services', 'ingresses'],
  variables: [
    { name: 'service', expression: 'object.kind == "Service" ? [object.spec] : []' },
    { name: 'ingress', expression: 'object.kind == "Ingress" ? [object.spec] : []' },
    { name: 'pods', expression: 'object.kind in ["Service", "Ingress"] ? [] : [variables.pod]' },
  ],
  validations: [
    {
      name: 'published',
      wrong: `variables.service.filter(s, s.?type.orValue("ClusterIP") != "ClusterIP").map(s, "type " + s.type) +
variables.service.filter(s, s.?externalIPs.orValue([]).size() > 0).map(s, "externalIPs") +
variables.service.filter(s, s.?ports.orValue([]).exists(p, p.?nodePort.orValue(0) > 0)).map(s, "nodePort")`,
      got: 'a Service that is reached from outside',
      want: 'ClusterIP',
      fix: 'expose the workload through an Ingress',
    },
    {
      name: 'onTheNode',
      wrong: `variables.pods.filter(p, p.?hostNetwork.orValue(false)).map(p, "hostNetwork") +
variables.pods.filter(p, (p.containers + p.?initContainers.orValue([])).exists(c,
  c.?ports.orValue([]).exists(d, d.?hostPort.orValue(0) > 0))).map(p, "hostPort")`,
      got: 'a port of the node',
      want: 'nothing',
      fix: 'remove it',
    },
    {
      name: 'strangeHosts',
      wrong: `variables.ingress.filter(i, has(i.defaultBackend)).map(i, "defaultBackend") +
variables.ingress.filter(i, i.?rules.orValue([]).exists(r,
  !variables.doors.exists(d, d.host == r.?host.orValue("")))).map(i, "rules")`,
      got: 'a host that is not declared',
      want: 'hosts that the program exposes',
      fix: 'name the declared host, or declare it: `expose` of the workload',
    },
    {
      name: 'withoutTls',
      wrong: `variables.ingress.filter(i, i.?rules.orValue([]).exists(r,
  !i.?tls.orValue([]).exists(t, r.?host.orValue("") in t.?hosts.orValue([]) &&
    variables.doors.exists(d, d.host == r.?host.orValue("") && d.tls == t.?secretName.orValue(""))))).map(i, "tls")`,
      got: 'a host without its certificate',
      want: 'TLS for every host',
      fix: 'add a TLS entry',
    },
    {
      name: 'strangeBackends',
      wrong: `variables.ingress.filter(i, i.?rules.orValue([]).exists(r, r.?http.?paths.orValue([]).exists(p,
  !variables.doors.exists(d, d.host == r.?host.orValue("") && d.workload == p.backend.?service.?name.orValue("") &&
    (d.name == p.backend.?service.?port.?name.orValue("") ||
      d.port == string(p.backend.?service.?port.?number.orValue(0))))))).map(i, "backend")`,
      got: 'another backend than declared',
      want: 'a Service and port that exist',
      fix: 'name the port of the Service',
    },
  ],
} as const satisfies AdmissionRule;
