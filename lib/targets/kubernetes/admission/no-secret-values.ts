import type { AdmissionRule } from './rule';

/*
 * Texts of a container: literal variables, words of commands, and annotations. RE2 has no lookahead, so what follows a
 * keyword is named by what it may not start with.
 */
export const noSecretValues = {
  control: 'no-secret-values',
  judges: ['pods', 'ephemeral containers'],
  // A rollout counts in annotations of ReplicaSets: those of old ones are not judged again.
  changed: `(
has(object.spec.template) ? object.spec.template != oldObject.spec.template :
has(object.spec.jobTemplate) ? object.spec.jobTemplate != oldObject.spec.jobTemplate :
object.spec != oldObject.spec) || object.kind != "ReplicaSet" &&
object.metadata.?annotations.orValue({}) != oldObject.metadata.?annotations.orValue({})`,
  variables: [
    {
      name: 'shapes',
      expression: String.raw`[
  r"(?i)\b[a-z][a-z0-9+.-]*://[^\s/@:]*:[^\s/@$][^\s/@]*@",
  r"-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY( BLOCK)?-----",
  r"\b(AKIA|ASIA)[0-9A-Z]{16}\b",
  r"\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})",
  r"\bglpat-[A-Za-z0-9_-]{20}",
  r"\bxox[abeoprs]-[A-Za-z0-9-]{10}",
  r"\b[rs]k_(live|test)_[A-Za-z0-9]{16}",
  r"\bnpm_[A-Za-z0-9]{36}\b",
  r"\bAIza[0-9A-Za-z_-]{35}\b",
  r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8}",
  r"(?im)^\s*(requirepass|masterauth)\s+[^$\s]",
  r"(?i)(^|\s)--?([a-z0-9]+[-_.])*(requirepass|masterauth|password|passwd|pass|pwd|secret|token|(api|access|private|encryption|signing|secret)[-_]?key)(=|\s+)[\x22']?[^-$/\s\x22']"
]`,
    },
    {
      name: 'annotations',
      expression: 'object.metadata.?annotations.orValue({})',
    },
  ],
  validations: [
    {
      name: 'named',
      wrong: String.raw`variables.containers.filter(c, c.?env.orValue([]).exists(e,
  (e.name.matches(r"(?i)(^|_)(PASSWORD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL)S?(_|$)") &&
    !e.name.matches(r"(?i)_(FILE|URL|PATH|TTL|ID|NAME|HEADER|FIELD|LENGTH|TIMEOUT|LIFETIME|EXPIRY|ALGORITHM|ISSUER|AUDIENCE|ENDPOINT)$") ||
    e.name.matches(r"[a-z0-9](Password|Passphrase|Secret|Token|Credential|ApiKey|AccessKey|PrivateKey)s?$") ||
    e.name.matches(r"(?i)((^|_)(PASS|PASSWD|APIKEY|(API|ACCESS|PRIVATE|ENCRYPTION|SIGNING)_KEY)S?|_PWD|_PW)$")) &&
  e.?value.orValue("") != "" && !e.?value.orValue("").matches(r"^\$\([^)]*\)$"))
).map(c, "container " + c.name)`,
      got: 'a variable that is a secret by its name',
      want: 'no value',
      fix: 'keep it in a file that is not committed: `secrets` of the workload',
    },
    {
      name: 'shaped',
      wrong: `variables.containers.filter(c, variables.shapes.exists(s,
  (c.?env.orValue([]).map(e, e.?value.orValue("")) +
   [(c.?command.orValue([]) + c.?args.orValue([])).join(" ")] +
   [?c.?startupProbe, ?c.?livenessProbe, ?c.?readinessProbe].map(p, p.?exec.?command.orValue([]).join(" ")))
  .exists(text, text.matches(s)))
).map(c, "container " + c.name) +
variables.annotations.filter(a, variables.shapes.exists(s, variables.annotations[a].matches(s)))
  .map(a, "annotation " + a)`,
      got: 'what looks like a credential',
      want: 'no value',
      fix: 'keep it in a file that is not committed: `secrets` of the workload',
    },
  ],
  beyond: [
    { why: 'how random a text is', mutations: ['a random text under a harmless name'] },
    {
      why: 'objects that hold no pods: a Secret in the cluster is where secrets belong',
      mutations: ['a Secret with data', 'a Secret with data in a list', 'data in a list of Secrets'],
    },
  ],
} as const satisfies AdmissionRule;
