import type { AdmissionRule } from './rule';

/** Main containers of pods that run on, and sidecars of any pod; a Job ends, and is asked nothing. */
export const healthChecks = {
  control: 'health-checks',
  judges: ['pods'],
  variables: [
    {
      name: 'asked',
      expression: `(variables.pod.?restartPolicy.orValue("Always") == "Always" ? variables.pod.containers : []) +
variables.pod.?initContainers.orValue([]).filter(c, c.?restartPolicy.orValue("") == "Always")`,
    },
  ],
  validations: [
    {
      name: 'unasked',
      wrong: `variables.asked.filter(c, !has(c.startupProbe)).map(c, "startupProbe of container " + c.name) +
variables.asked.filter(c, !has(c.livenessProbe)).map(c, "livenessProbe of container " + c.name) +
variables.asked.filter(c, !has(c.readinessProbe)).map(c, "readinessProbe of container " + c.name)`,
      got: 'a probe that is missing',
      want: 'startupProbe, livenessProbe and readinessProbe with a question',
      fix: 'give the workload a health check',
    },
    {
      name: 'askingNothing',
      wrong: `variables.asked.filter(c, [?c.?startupProbe, ?c.?livenessProbe, ?c.?readinessProbe].exists(p,
  has(p.exec) && p.exec.?command.orValue([]).join(" ").trim()
    .matches(r"^((/bin/)?(ba)?sh -c )?(/(usr/)?bin/)?(true|:|exit 0|)$"))
).map(c, "container " + c.name)`,
      got: 'a command that always succeeds',
      want: 'a command that can fail',
      fix: 'ask the process itself',
    },
    {
      name: 'elsewhere',
      wrong: `variables.asked.filter(c, [?c.?startupProbe, ?c.?livenessProbe, ?c.?readinessProbe].exists(p,
  p.?httpGet.?host.orValue("") != "" || p.?tcpSocket.?host.orValue("") != "")
).map(c, "container " + c.name)`,
      got: 'another host that is asked',
      want: 'nothing',
      fix: 'remove it: the pod itself is asked',
    },
    {
      name: 'undeclared',
      wrong: `variables.asked.filter(c, [?c.?startupProbe, ?c.?livenessProbe, ?c.?readinessProbe].exists(p,
  [?p.?httpGet.?port, ?p.?tcpSocket.?port, ?p.?grpc.?port].exists(port,
    !c.?ports.orValue([]).exists(d, d.containerPort == port || d.?name.orValue("") == port)))
).map(c, "container " + c.name)`,
      got: 'a port that is not declared',
      want: 'a port the container declares',
      fix: 'declare it, or ask another',
    },
  ],
  beyond: [
    {
      why: 'which jobs a workload comes after, and what asks whether they are done: the contract names them',
      mutations: ['a job that is not asked whether it is done', 'another command than the one of the job'],
    },
  ],
} as const satisfies AdmissionRule;
