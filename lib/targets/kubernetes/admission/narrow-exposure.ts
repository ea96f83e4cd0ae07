import type { AdmissionRule } from './rule';

/** Doors of four kinds: Services, ports of the node, and Ingresses and routes, which must be what the program exposes. */
export const narrowExposure = {
  control: 'narrow-exposure',
  judges: ['pods', 'services', 'ingresses', 'routes'],
  variables: [
    { name: 'service', expression: 'object.kind == "Service" ? [object.spec] : []' },
    { name: 'ingress', expression: 'object.kind == "Ingress" ? [object.spec] : []' },
    { name: 'route', expression: 'object.apiVersion.startsWith("gateway.networking.k8s.io/") ? [object] : []' },
    {
      name: 'pods',
      expression: 'object.kind in ["Service", "Ingress"] || variables.route.size() > 0 ? [] : [variables.pod]',
    },
  ],
  validations: [
    {
      name: 'published',
      wrong: `variables.service.filter(s, s.?type.orValue("ClusterIP") != "ClusterIP").map(s, "type " + s.type) +
variables.service.filter(s, s.?externalIPs.orValue([]).size() > 0).map(s, "externalIPs") +
variables.service.filter(s, s.?ports.orValue([]).exists(p, p.?nodePort.orValue(0) > 0)).map(s, "nodePort")`,
      got: 'a Service that is reached from outside',
      want: 'ClusterIP',
      fix: 'expose the workload through an Ingress or a Gateway',
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
    {
      name: 'strangeRoutes',
      wrong: `variables.route.filter(r, r.kind != "HTTPRoute" || r.spec.?hostnames.orValue([]).size() != 1 ||
  r.spec.?parentRefs.orValue([]).size() == 0 ||
  r.spec.parentRefs.exists(p, !variables.doors.exists(d, r.spec.hostnames.exists(h, h == d.host) &&
    d.gateway == [p.?namespace.orValue(r.metadata.namespace), p.name, p.?sectionName.orValue("")].join("/") &&
    p.?kind.orValue("Gateway") == "Gateway"))).map(r, r.kind)`,
      got: 'another route than declared',
      want: 'the declared host, on the declared listener of its Gateway',
      fix: 'name host and listener, or declare it: `expose` of the workload, with `gateway`',
    },
    {
      name: 'strangeTargets',
      wrong: `variables.route.filter(r, r.spec.?rules.orValue([]).exists(u,
  u.?backendRefs.orValue([]).exists(b, b.?filters.orValue([]).exists(f, has(f.requestMirror))) ||
  (u.?backendRefs.orValue([]) +
    u.?filters.orValue([]).filter(f, has(f.requestMirror)).map(f, f.requestMirror.backendRef)).exists(b,
    has(b.namespace) || b.?kind.orValue("Service") != "Service" ||
    !variables.doors.exists(d, r.spec.?hostnames.orValue([]).exists(h, h == d.host) &&
      d.workload == b.name && d.port == string(b.?port.orValue(0)))))).map(r, "backendRefs")`,
      got: 'another target than declared',
      want: 'the Service of the workload, and the declared port',
      fix: 'name the Service of the workload',
    },
  ],
} as const satisfies AdmissionRule;
