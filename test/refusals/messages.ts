/** Exactly what each refused program is told. */
export const messages: Readonly<Record<string, readonly string[]>> = {
  'a name that is no DNS label': [
    'Validation failed with the following errors:',
    "  [shop/Web_1] id: got 'Web_1'; allowed: a DNS label: lower case letters, digits and '-', first a letter, at most 52 characters; fix: rename it: the same name is used in Kubernetes, in Compose and in DNS",
  ],
  'a name that is too long': [
    'Validation failed with the following errors:',
    "  [shop/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa] id: got 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'; allowed: a DNS label: lower case letters, digits and '-', first a letter, at most 52 characters; fix: rename it: the same name is used in Kubernetes, in Compose and in DNS",
  ],
  'a name that a policy of the project has': [
    'Validation failed with the following errors:',
    "  [shop/default-deny] id: got 'default-deny'; allowed: another name; fix: a policy of the project is called like that: rename it",
  ],
  'the same name twice, in different scopes': [
    'Validation failed with the following errors:',
    "  [shop/inner/web] id: got 'web'; allowed: a name that no other workload of the chart has; fix: rename one of them",
  ],
  'a namespace that is no DNS label': [
    'Validation failed with the following errors:',
    "  [shop] namespace: got 'Shop!'; allowed: a DNS label: lower case letters, digits and '-', at most 63 characters; fix: correct the name",
  ],
  'a Kubernetes that is too old': [
    'Validation failed with the following errors:',
    "  [shop] kubernetesVersion: got '1.26'; allowed: a minor release from 1.27, for instance '1.30'; fix: name the oldest Kubernetes that the output is for",
  ],
  'admission policies for a Kubernetes that has none': [
    'Validation failed with the following errors:',
    "  [shop] admissionPolicies: got true; allowed: kubernetesVersion: '1.30' or newer; fix: set kubernetesVersion: '1.30', or leave the policies out: older clusters do not know them",
  ],
  'admission policies without a word on the version': [
    'Validation failed with the following errors:',
    '  [shop] admissionPolicies: got {"action":"warn"}; allowed: true | { action: \'Deny\' | \'Warn\' }; fix: choose one',
    '  [shop] admissionPolicies: got {"action":"warn"}; allowed: kubernetesVersion: \'1.30\' or newer; fix: set kubernetesVersion: \'1.30\', or leave the policies out: older clusters do not know them',
  ],
  'a construct outside a HardenedChart': [
    'plain/web: got no HardenedChart above it; allowed: constructs of this package inside a HardenedChart; fix: pass a HardenedChart as scope',
  ],
  'a relative root': [
    "HardenedApp: root: got 'here'; allowed: an absolute folder such as __dirname; fix: pass root: __dirname",
  ],
  'two roots in one app': [
    'Validation failed with the following errors:',
    '  [other] root: got another root than the charts before; allowed: one root per app; fix: pass the same root to every chart',
  ],
  'no output at all': [
    'Validation failed with the following errors:',
    "  [shop] targets: got []; allowed: one or both of 'kubernetes' and 'compose', each once; fix: correct the list, or leave it out",
  ],
  'an output that does not exist': [
    'Validation failed with the following errors:',
    '  [shop] targets: got ["kubernetes","swarm"]; allowed: one or both of \'kubernetes\' and \'compose\', each once; fix: correct the list, or leave it out',
  ],
  'one output twice': [
    'Validation failed with the following errors:',
    '  [shop] targets: got ["compose","compose"]; allowed: one or both of \'kubernetes\' and \'compose\', each once; fix: correct the list, or leave it out',
  ],
  'a Kubernetes object in a chart that is not for Kubernetes': [
    'Validation failed with the following errors:',
    "  [shop] targets: got shop/job in a chart that is not for Kubernetes; allowed: no Kubernetes objects; fix: define it in a chart of its own, or add 'kubernetes' to targets",
  ],
  'pull secrets with wrong names': [
    'Validation failed with the following errors:',
    "  [shop] imagePullSecrets[0]: got 'My_Registry'; allowed: a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters; fix: correct the name",
    "  [shop] imagePullSecrets[2]: got 'registry'; allowed: each Secret once; fix: remove the second one",
  ],
  'a storage class with a wrong name': [
    'Validation failed with the following errors:',
    "  [shop] storageClass: got 'Fast!'; allowed: a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters; fix: correct the name",
  ],
  'a node selector that is no label': [
    'Validation failed with the following errors:',
    "  [shop] nodeSelector.pool name: got 'pool name=shop'; allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it",
  ],
  'a toleration of everything': [
    'Validation failed with the following errors:',
    "  [shop] tolerations[0].key: got ''; allowed: the key of a taint; fix: name it: without a key a pod goes to every node, tainted or not",
  ],
  'tolerations that contradict themselves': [
    'Validation failed with the following errors:',
    "  [shop] tolerations[0].operator: got 'Exists'; allowed: 'Equal' with a value, 'Exists' without; fix: leave it out",
    "  [shop] tolerations[1].effect: got 'NoRun'; allowed: 'NoSchedule', 'PreferNoSchedule' or 'NoExecute'; fix: leave it out for every effect",
    "  [shop] tolerations[2].tolerationSeconds: got 60; allowed: effect: 'NoExecute' beside it; fix: set the effect, or remove it",
  ],
  'a priority of the cluster itself': [
    'Validation failed with the following errors:',
    "  [shop/web] priority: got 'system-cluster-critical'; allowed: a PriorityClass of your own; fix: choose another: these are for the cluster itself, which would give way to your pods",
  ],
  'one number for all users': [
    'Validation failed with the following errors:',
    "  [shop] user: got 10001; allowed: 'assigned', or nothing; fix: give numbers to workloads, one by one: no two images have the same user",
  ],
  'a resolver nobody knows': [
    'Validation failed with the following errors:',
    "  [shop] dns: got 'coredns'; allowed: standard | node-local | gke-cloud-dns | openshift | { namespace, labels, ports } | { cidr }; fix: choose one",
  ],
  'a resolver that is half of the internet': [
    'Validation failed with the following errors:',
    "  [shop] dns.cidr: got '128.0.0.0/1'; allowed: a block of at most 256 addresses such as '169.254.20.10/32'; fix: write the addresses of the resolver alone",
  ],
  'a resolver without a length': [
    'Validation failed with the following errors:',
    "  [shop] dns.cidr: got '10.0.0.10'; allowed: a block of at most 256 addresses such as '169.254.20.10/32'; fix: write '10.0.0.10/32'",
  ],
  'a resolver with wrong labels and ports': [
    'Validation failed with the following errors:',
    "  [shop] dns.namespace: got 'DNS'; allowed: a DNS label: lower case letters, digits and '-', at most 63 characters; fix: correct the name",
    "  [shop] dns.labels.k8s app: got 'k8s app=dns'; allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it",
    '  [shop] dns.ports: got [53,0]; allowed: ports from 1 to 65535, each once; fix: name the ports of the pods, not those of their Service',
  ],
  'a development that is no setting': [
    'Validation failed with the following errors:',
    "  [shop] development: got 'yes'; allowed: true | { inspector }; fix: for instance { inspector: 9229 }",
  ],
  'a development without sources': [
    'Validation failed with the following errors:',
    '  [shop/web] development: got true; allowed: an image that is built here: Image.build; fix: remove it: there are no sources to run',
  ],
  'a development of what Node does not run': [
    'Validation failed with the following errors:',
    '  [shop/web] development: got ["sh","-c"]; allowed: a command that begins with \'node\'; fix: set development: false: only Node can watch',
  ],
  'two inspectors on one port': [
    'Validation failed with the following errors:',
    '  [test] development.inspector: got 9229, which an inspector of dev has; allowed: a host port of its own; fix: set development: { inspector: 9329 } on the chart',
  ],
  'an inspector on the port of a door': [
    'Validation failed with the following errors:',
    '  [dev] development.inspector: got 3000 for web, which web publishes; allowed: a host port of its own; fix: set development: { inspector: … } on web, or on the chart',
  ],
  'annotations of a door that are none of its own': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.annotations.nginx.ingress.kubernetes.io/configuration-snippet: got 'nginx.ingress.kubernetes.io/configuration-snippet'; allowed: settings of the controller one by one; fix: remove it: a snippet is configuration that reaches every other host of the controller",
    "  [shop/web] expose.annotations.nginx.ingress.kubernetes.io/backend-protocol: got 'nginx.ingress.kubernetes.io/backend-protocol'; allowed: annotations that the library does not set itself; fix: use expose.backend",
    "  [shop/web] expose.annotations.not a key: got 'not a key'; allowed: the key of an annotation: at most 63 letters, digits, . _ - after a domain; fix: correct the key",
  ],
  'a label of the library': [
    'Validation failed with the following errors:',
    "  [shop] labels.app.kubernetes.io/name: got 'app.kubernetes.io/name'; allowed: keys that neither the library nor Compose sets itself; fix: remove it: selectors depend on it",
  ],
  'a label that the cluster acts on': [
    'Validation failed with the following errors:',
    "  [shop] labels.pod-security.kubernetes.io/enforce: got 'pod-security.kubernetes.io/enforce'; allowed: keys of your own, and those below app.kubernetes.io/; fix: put it on the one object it is meant for: the cluster acts on such keys",
  ],
  'an annotation with a line break': [
    'Validation failed with the following errors:',
    "  [shop] annotations.note: got 'one\\n…'; allowed: a text of one line, at most 4096 characters; fix: shorten it",
  ],
  'an annotation with a credential': [
    'Validation failed with the following errors:',
    '  [shop] annotations.db: got a value that looks like a URL with a password (not shown); allowed: no credentials in annotations; fix: remove it',
  ],
  'an annotation called like a label': [
    'Validation failed with the following errors:',
    "  [shop] annotations.team: got 'team'; allowed: a key that no label has: Compose has labels only; fix: remove one of them",
  ],
  'an owner of two lines': [
    'Validation failed with the following errors:',
    "  [shop] owner: got 'team shop\\n…'; allowed: one line of at most 200 characters; fix: for instance 'team-shop@example.com'",
  ],
  'a privileged port': [
    'Validation failed with the following errors:',
    '  [shop/web] port: got 80; allowed: 1024 to 65535; fix: listen on a higher port: a non-root process cannot bind lower ones',
  ],
  'a port that is no number': [
    'Validation failed with the following errors:',
    "  [shop/web] port: got 'http'; allowed: a number from 1024 to 65535; fix: write it as a number, for instance 3000",
  ],
  'two ports with one number': [
    'Validation failed with the following errors:',
    '  [shop/web] ports.metrics: got 3000; allowed: a port of its own; fix: port 3000 is taken: choose another',
  ],
  'a port name that Kubernetes does not take': [
    'Validation failed with the following errors:',
    "  [shop/web] ports.Metrics_Port: got 'Metrics_Port'; allowed: lower case letters, digits and '-', first a letter, at most 15 characters; fix: rename the port",
  ],
  'a named port called like the main one': [
    'Validation failed with the following errors:',
    "  [shop/web] ports.http: got 'http'; allowed: a name of its own; fix: 'http' names the main port: choose another",
  ],
  'two doors on one host port': [
    'Validation failed with the following errors:',
    '  [shop] expose.published: got 3000 for web and api; allowed: a host port of its own; fix: set published on api, for instance 3001',
  ],
  'one host twice': [
    'Validation failed with the following errors:',
    '  [shop] expose.host: got shop.example.com for web-0 and web-1; allowed: a host of its own; fix: choose another host for web-1',
  ],
  'an unknown unit': [
    'Validation failed with the following errors:',
    "  [shop/web] memory: got '64mb'; allowed: a size such as '64Mi' or Size.mebibytes(64); fix: write a whole number with Ki, Mi, Gi or Ti: other units differ between Kubernetes and Compose",
  ],
  'a decimal unit': [
    'Validation failed with the following errors:',
    "  [shop/web] memory: got '512M'; allowed: a size such as '64Mi' or Size.mebibytes(64); fix: write a whole number with Ki, Mi, Gi or Ti: other units differ between Kubernetes and Compose",
  ],
  'memory too small for Node': [
    'Validation failed with the following errors:',
    "  [shop/web] memory: got '64Mi'; allowed: at least 112Mi: 96Mi for the process and 16Mi for folders in memory; fix: give it more, or move folders to disk",
  ],
  'memory too small for what is kept in memory': [
    'Validation failed with the following errors:',
    "  [shop/web] memory: got '128Mi'; allowed: at least 160Mi: 96Mi for the process and 64Mi for folders in memory; fix: give it more, or move folders to disk",
  ],
  'memory too small for Redis': [
    'Validation failed with the following errors:',
    "  [shop/redis] memory: got '16Mi'; allowed: at least 49Mi: 48Mi for the process and 1Mi for folders in memory; fix: give it more, or move folders to disk",
  ],
  'a cpu that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] cpu: got '0.5 cores'; allowed: cores as a number (0.5) or a quantity ('500m', '2'), from 10m to 256; fix: write for instance 0.5",
  ],
  'a cpu request above the limit': [
    'Validation failed with the following errors:',
    '  [shop/web] cpuRequest: got 1; allowed: no more than cpu; fix: lower it',
  ],
  'too few processes for Node': [
    'Validation failed with the following errors:',
    '  [shop/web] pids: got 16; allowed: a whole number from 64 to 100000; fix: for instance 100',
  ],
  'a stop grace of half a second': [
    'Validation failed with the following errors:',
    '  [shop/web] stopGrace: got 0.5 s; allowed: whole seconds from 5 to 3600; fix: for instance Duration.seconds(30)',
  ],
  'a drain delay longer than the grace': [
    'Validation failed with the following errors:',
    '  [shop/web] drainDelay: got 20 s; allowed: whole seconds from 0 to 8; fix: for instance Duration.seconds(5)',
  ],
  'half a replica': [
    'Validation failed with the following errors:',
    '  [shop/web] replicas: got 1.5; allowed: a whole number from 1 to 1000; fix: for instance 2',
  ],
  'two replicas of one storage': [
    'Validation failed with the following errors:',
    '  [shop/web] replicas: got 2; allowed: 1 with storage: one process writes to it; fix: remove replicas, or the storage',
  ],
  'an image without a digest': [
    'Validation failed with the following errors:',
    "  [shop/web] pinned-image: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/image, compose/shop/compose.yaml#/services/web/image: got node:24-bookworm-slim; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
  ],
  'a built image that is not in the lock file': [
    'Validation failed with the following errors:',
    "  [shop/web] pinned-image: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/image: got registry.example.com/shop/web:1.0.0; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
  ],
  'an image reference that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] image: got 'node:24@sha256:abc'; allowed: an image reference such as 'redis:8.2.3-alpine@sha256:<64 hex digits>'; fix: correct the reference",
  ],
  'a locked image that is not locked': [
    'Validation failed with the following errors:',
    '  [shop/web] image: got \'node:24-bookworm-slim\'; allowed: a \'name:tag\' of images.lock.json: none; fix: add "node:24-bookworm-slim": "sha256:<digest from the registry>" to images.lock.json',
  ],
  'a lock file that is no JSON': [
    'Validation failed with the following errors:',
    '  [shop] images.lock.json: got text that is no JSON; allowed: a JSON object of "name:tag": "sha256:…"; fix: correct the file',
  ],
  'a lock file with a digest that is none': [
    'Validation failed with the following errors:',
    "  [shop] images.lock.json: node:24: got 'latest'; allowed: 'sha256:' and 64 lower case hex digits; fix: copy the digest that the registry gives: docker buildx imagetools inspect",
  ],
  'a build context that is not there': [
    'Validation failed with the following errors:',
    "  [shop/web] image.context: got 'backend'; allowed: a folder, relative to the program's root, with package.json; fix: create package.json there: the Dockerfile runs npm ci",
    "  [shop/web] image.context: got 'backend'; allowed: a folder, relative to the program's root, with package-lock.json; fix: create package-lock.json there: the Dockerfile runs npm ci",
  ],
  'the tag latest for a built image': [
    'Validation failed with the following errors:',
    "  [shop/web] image: got 'registry.example.com/shop/web:latest'; allowed: a name without tag and a tag other than 'latest'; fix: for instance Image.build('app', { name: 'registry.example.com/shop/backend', tag: '1.0.0' })",
  ],
  'a base image without a digest': [
    'Validation failed with the following errors:',
    "  [shop/web] image.base: got 'node:24'; allowed: an image reference with a digest; fix: add @sha256:<digest from the registry>: a tag may be another image tomorrow",
  ],
  'one image name built twice, for different ports': [
    'Validation failed with the following errors:',
    '  [shop] image: got registry.example.com/shop/web:1.0.0 built for web and worker, which are not alike; allowed: one image for workloads with the same context, ports, health check, user and folders on disk; fix: name the image of worker differently, or build it once and use Image.of or Image.locked',
    "  [shop/web] pinned-image: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/image: got registry.example.com/shop/web:1.0.0; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
    "  [shop/worker] pinned-image: kubernetes/shop.k8s.yaml Deployment/worker#/spec/template/spec/containers/0/image: got registry.example.com/shop/web:1.0.0; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
  ],
  'one user for two images': [
    'Validation failed with the following errors:',
    '  [shop] user: got 20000 for web and redis; allowed: a user of its own for each image; fix: set user: 20001 on redis',
  ],
  'a root user': [
    'Validation failed with the following errors:',
    "  [shop/web] non-root-user: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsNonRoot: got false; allowed: runAsNonRoot: true; fix: set runAsNonRoot to true, or give a reason: Exceptions.of(…).allow('non-root-user', { reason })",
    "  [shop/web] non-root-user: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsUser, kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsGroup, kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/fsGroup: got 0; allowed: a number above 0; fix: give a number above 10000 that no other image has, or give a reason: Exceptions.of(…).allow('non-root-user', { reason })",
    '  [shop/web] non-root-user: compose/shop/compose.yaml#/services/web/user: got 0:0; allowed: user: "uid:gid", numbers above 0; fix: give the numbers the image was built for, or give a reason: Exceptions.of(…).allow(\'non-root-user\', { reason })',
  ],
  'a user that is a name': [
    'Validation failed with the following errors:',
    "  [shop/web] user: got 'node'; allowed: a whole number, { uid, gid }, or 'assigned'; fix: for instance 10001",
  ],
  'overlapping writable paths': [
    'Validation failed with the following errors:',
    "  [shop/web] writable[2].path: got '/var/cache/web'; allowed: folders that do not overlap; fix: it overlaps /var/cache: keep one of them",
  ],
  'a writable path over system files': [
    'Validation failed with the following errors:',
    "  [shop/web] writable[1].path: got '/etc/web'; allowed: an absolute path outside the folders of the system, of the program (/app), of secrets and of configuration; fix: choose another folder, for instance /tmp or /data",
  ],
  'a relative writable path': [
    'Validation failed with the following errors:',
    "  [shop/web] writable[1].path: got 'cache'; allowed: an absolute path outside the folders of the system, of the program (/app), of secrets and of configuration; fix: choose another folder, for instance /tmp or /data",
  ],
  'data on disk in a foreign image': [
    'Validation failed with the following errors:',
    "  [shop/web] image: got node with data at /var/cache/web; allowed: an image whose user owns that path; fix: say so: Image.of(…, { owner: { uid, gid }, owns: ['/var/cache/web'] })",
  ],
  'a configuration file that is not there': [
    'Validation failed with the following errors:',
    "  [shop/web] files.app.json: got 'config/app.json'; allowed: a readable file, relative to the program's root; fix: create it, or correct the path",
  ],
  'a configuration file with a path for a name': [
    'Validation failed with the following errors:',
    "  [shop/web] files.conf.d/app.json: got 'conf.d/app.json'; allowed: letters, digits, '.', '_' and '-', no '/'; fix: name the file only: the folder is fixed",
  ],
  'a health path without a slash': [
    'Validation failed with the following errors:',
    "  [shop/web] health.live: got 'livez'; allowed: an HTTP path such as '/readyz', without query; fix: start it with a slash",
  ],
  'a health check on an unknown port': [
    'Validation failed with the following errors:',
    "  [shop/web] health.ready: got 'admin'; allowed: a port of this workload: http; fix: name a declared port",
  ],
  'an empty health command': [
    'Validation failed with the following errors:',
    "  [shop/web] health.live: got []; allowed: a command and its arguments; fix: for instance { exec: ['node', 'health.js'] }",
  ],
  'no health check': [
    'Validation failed with the following errors:',
    "  [shop/web] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/startupProbe: got nothing; allowed: startupProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/livenessProbe: got nothing; allowed: livenessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/readinessProbe: got nothing; allowed: readinessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web] health-checks: compose/shop/compose.yaml#/services/web/healthcheck: got nothing; allowed: a command; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
  ],
  'a variable name that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] env.MY-FLAG: got 'MY-FLAG'; allowed: letters, digits and '_', first no digit; fix: rename the variable",
  ],
  'a variable that the construct sets': [
    'Validation failed with the following errors:',
    "  [shop/web] env.PORT: got 'PORT'; allowed: a variable that the construct does not set itself; fix: remove it, or use the prop that sets it",
  ],
  'a variable that a connection sets': [
    'Validation failed with the following errors:',
    '  [shop] env.REDIS_URL: got REDIS_URL on web twice; allowed: each variable once; fix: remove it, or give the connection another prefix with as',
  ],
  'a URL with a password': [
    'Validation failed with the following errors:',
    '  [shop/web] env.DATABASE_URL: got a value that looks like a URL with a password (not shown); allowed: no credentials in env; fix: use secrets: the value stays in a file outside the output',
  ],
  'a private key in a configuration file': [
    'Validation failed with the following errors:',
    '  [shop/web] files.key.pem: got content that looks like a private key (not shown); allowed: no credentials in configuration files; fix: use secrets',
  ],
  'a literal in a secret variable': [
    'Validation failed with the following errors:',
    "  [shop/web] no-secret-values: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/0/env/4/value, compose/shop/compose.yaml#/services/web/environment/SESSION_SECRET: got SESSION_SECRET: a secret by its name; allowed: no value; fix: keep it in a file that is not committed: `secrets` of the workload, or give a reason: Exceptions.of(…).allow('no-secret-values', { reason })",
  ],
  'one secret twice': [
    'Validation failed with the following errors:',
    "  [shop/web] secrets[1].name: got 'key'; allowed: each name once; fix: remove the second one",
  ],
  'a secret with a name of the library': [
    'Validation failed with the following errors:',
    '  [shop] secrets: got ca.crt on web; allowed: a name that the library does not use itself; fix: rename the secret',
  ],
  'a label that selectors need': [
    'Validation failed with the following errors:',
    "  [shop/web] labels.app.kubernetes.io/name: got 'app.kubernetes.io/name'; allowed: labels that the library does not set itself; fix: remove it: selectors depend on it",
  ],
  'a label that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] labels.team: got 'team=a team'; allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it",
  ],
  'a secret that the library makes itself': [
    'Validation failed with the following errors:',
    '  [shop] secrets: got Secret redis.server for key on web; allowed: a Secret that the library does not make itself; fix: rename it: what a connection needs comes with connectTo, each caller has a Secret of its own',
  ],
  'a Secret and a key that are none': [
    'Validation failed with the following errors:',
    "  [shop/web] secrets[0].kubernetes.secret: got 'Bad Name'; allowed: a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters; fix: correct the name",
    "  [shop/web] secrets[0].kubernetes.key: got '../x y'; allowed: letters, digits, '.', '_' and '-'; fix: correct the key",
  ],
  'a secret value in the environment without its exception': [
    'Validation failed with the following errors:',
    "  [shop] secrets.valueVariable: got API_TOKEN on web; allowed: values in files; fix: use fileVariable, or give a reason: Exceptions.of(…).allow('secrets-as-files', { reason })",
  ],
  'one variable for two secrets': [
    'Validation failed with the following errors:',
    '  [shop] env.KEY_FILE: got KEY_FILE on web twice; allowed: each variable once; fix: remove it, or give the connection another prefix with as',
  ],
  'TLS that is not checked': [
    'Validation failed with the following errors:',
    "  [shop/web] env.NODE_TLS_REJECT_UNAUTHORIZED: got 'NODE_TLS_REJECT_UNAUTHORIZED'; allowed: variables that weaken neither TLS nor the program itself; fix: remove it",
  ],
  'a credential in a label': [
    'Validation failed with the following errors:',
    '  [shop/web] labels.token: got a value that looks like a GitHub token (not shown); allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it',
  ],
  'a text for a list': [
    'Validation failed with the following errors:',
    "  [shop/web] args: got 'server.js'; allowed: a list of texts; fix: write it as ['…']",
    "  [shop/web] health.live: got 'node x'; allowed: a list of texts; fix: write it as ['…']",
  ],
  'a number for a text': [
    'Validation failed with the following errors:',
    "  [shop/web] memory: got 256; allowed: a size such as '64Mi' or Size.mebibytes(64); fix: write a whole number with Ki, Mi, Gi or Ti: other units differ between Kubernetes and Compose",
    '  [shop/web] env.RETRIES: got a value of type number; allowed: a text known at synth; fix: write it as a text',
  ],
  'no image': [
    'Validation failed with the following errors:',
    "  [shop/web] image: got undefined; allowed: Image.build, Image.of or Image.locked; fix: for instance image: Image.build('app', { name, tag })",
  ],
  'an unknown medium': [
    'Validation failed with the following errors:',
    "  [shop/web] writable[1].medium: got 'ram'; allowed: memory | disk; fix: choose one",
  ],
  'a health word that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] health: got 'NONE'; allowed: an object; fix: write it as { name: … }",
  ],
  'a namespace without its owner': [
    'Validation failed with the following errors:',
    '  [shop] namespace.owned: got undefined; allowed: true | false; fix: say whether this program creates the namespace',
  ],
  'no namespace': [
    'Validation failed with the following errors:',
    "  [shop] namespace: got undefined; allowed: a DNS label: lower case letters, digits and '-', at most 63 characters; fix: correct the name",
  ],
  'an eviction policy that is none': [
    'Validation failed with the following errors:',
    "  [shop/redis] eviction: got 'noeviction\\n…'; allowed: noeviction | allkeys-lru | allkeys-lfu | volatile-lru | volatile-lfu | volatile-ttl; fix: choose one",
  ],
  'a namespace of the cluster': [
    'Validation failed with the following errors:',
    "  [shop] namespace: got 'kube-system'; allowed: a namespace of your own; fix: choose another: this one would deny all traffic of the cluster itself",
  ],
  'two owners of one namespace': [
    'Validation failed with the following errors:',
    '  [b] namespace: got shop, owned by a already; allowed: one owner of a namespace; fix: choose another, or pass { name, owned: false }',
    '  [b] namespace: got web in shop, where a has one; allowed: each name once in a namespace; fix: rename one of them, or choose another namespace',
  ],
  'one host port in two charts': [
    'Validation failed with the following errors:',
    '  [prod] expose.published: got 3000 for web and for a workload of dev; allowed: a host port of its own; fix: set published on web, for instance 3001',
  ],
  'one Dockerfile with two contents': [
    'Validation failed with the following errors:',
    '  [shop-1] image: got another docker/web/Dockerfile than shop-0 has; allowed: the same Dockerfile for the same service of every chart; fix: give both the same image, ports and health checks, or name the services differently',
  ],
  'a build context with a dollar sign': [
    'Validation failed with the following errors:',
    "  [shop/web] image.context: got 'a$HOME'; allowed: a relative path of letters, digits, '.', '_', '-' and '/'; fix: rename the folder or file",
    "  [shop/web] image.context: got 'a$HOME'; allowed: a folder, relative to the program's root, with package.json; fix: create package.json there: the Dockerfile runs npm ci",
    "  [shop/web] image.context: got 'a$HOME'; allowed: a folder, relative to the program's root, with package-lock.json; fix: create package-lock.json there: the Dockerfile runs npm ci",
  ],
  'a main file with a line break': [
    'Validation failed with the following errors:',
    "  [shop/web] image.main: got 'a.js\\n…'; allowed: a relative path of letters, digits, '.', '_', '-' and '/'; fix: rename the folder or file",
  ],
  'storage too small for the data': [
    'Validation failed with the following errors:',
    "  [shop/redis] storage: got '128Mi'; allowed: at least 459Mi; fix: give it more: below that it does not run",
  ],
  'storage over the program': [
    'Validation failed with the following errors:',
    "  [shop/web] storage.path: got '/app'; allowed: an absolute path outside the folders of the system, of the program (/app), of secrets and of configuration; fix: choose another folder, for instance /tmp or /data",
    "  [shop/web] image: got node with data at /app; allowed: an image whose user owns that path; fix: say so: Image.of(…, { owner: { uid, gid }, owns: ['/app'] })",
  ],
  'an edge to oneself': [
    'Validation failed with the following errors:',
    '  [shop/redis] connectTo(redis): got itself; allowed: another workload; fix: remove the edge',
  ],
  'an edge out of the chart': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis): got 'other/redis'; allowed: a workload of chart shop; fix: define it in the same chart: edges do not leave a project",
  ],
  'the props of a Redis for what is none': [
    'Validation failed with the following errors:',
    '  [shop/api] connectTo(web): got keys, access; allowed: port, as, start, tls; fix: remove keys, access: web is no Redis',
  ],
  'a circle of waiting': [
    'Validation failed with the following errors:',
    "  [shop] connectTo.start: got a -> b -> c -> a; allowed: an order without circles; fix: set start: 'any' on one of these connections",
  ],
  'two connections with one prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(cache).as: got 'REDIS'; allowed: a prefix of its own for each connection; fix: set as, for instance 'CACHE'",
  ],
  'no key pattern': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got []; allowed: at least one key pattern, for instance 'session:*'; fix: name the keys this caller owns",
  ],
  'ACL patterns that are none': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got 'a b'; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'session:*'; fix: write the pattern only: the ACL syntax around it is made for you",
    "  [shop/web] connectTo(redis).keys: got '~web:*'; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'session:*'; fix: write the pattern only: the ACL syntax around it is made for you",
    "  [shop/web] connectTo(redis).keys: got ''; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'session:*'; fix: write the pattern only: the ACL syntax around it is made for you",
  ],
  'every key of a server': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got '*'; allowed: a pattern that begins with two plain characters or more, for instance 'session:*'; fix: name what belongs to this caller by a prefix of its own: this pattern would reach what others own",
  ],
  'an access that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).access: got 'admin'; allowed: read-only | read-write | queue | pub-sub; fix: choose one",
  ],
  'a command category': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).commands: got '@all'; allowed: lower case command names, for instance 'keys' or 'client|list'; fix: name single commands: categories would grant more than is meant",
  ],
  'an added command without its exception': [
    'Validation failed with the following errors:',
    "  [shop/redis] redis-least-privilege: hardened.json#/projects/shop/redis/0/users/3/rules: got web: +keys after the removals; allowed: -@dangerous -@admin -@scripting -scan -randomkey -dbsize -client|tracking, and nothing after it; fix: declare what the edge needs: keys, access, or give a reason: Exceptions.of(…).allow('redis-least-privilege', { reason })",
  ],
  'a prefix that is no variable': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).as: got 'my-cache'; allowed: upper case letters, digits and single '_', first a letter, at most 30 characters; fix: set as, for instance 'CACHE'",
  ],
  'a caller called like a user of the server': [
    'Validation failed with the following errors:',
    "  [shop/health] connectTo(redis): got 'health'; allowed: a caller whose name is no ACL user of the server itself; fix: rename the workload",
  ],
  'a namespace on a port that is not there': [
    'Validation failed with the following errors:',
    "  [shop/web] allowFrom(monitoring).port: got 'metrics'; allowed: a port of this workload: http; fix: name a declared port",
  ],
  'the same edge twice': [
    'Validation failed with the following errors:',
    "  [shop/web] allowFrom(monitoring): got 'http'; allowed: each edge once; fix: remove the second one",
  ],
  'a wildcard host': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.host: got '*.example.com'; allowed: a DNS name such as 'shop.example.com', without wildcard, port or scheme; fix: write the host only",
  ],
  'a door on all addresses': [
    'Validation failed with the following errors:',
    "  [shop/web] narrow-exposure: compose/shop/compose.yaml#/services/web/ports/0: got 0.0.0.0:3000 to 3000; allowed: 127.0.0.1:PORT to 3000; fix: publish the declared port on the declared address, or declare it: `expose` of the workload, or give a reason: Exceptions.of(…).allow('narrow-exposure', { reason })",
  ],
  'two doors of one workload': [
    'Validation failed with the following errors:',
    "  [shop/web] expose: got 'admin.example.com'; allowed: one door per workload; fix: remove the second call",
  ],
  'one network per callee without its exception': [
    'Validation failed with the following errors:',
    "  [shop/web] declared-edges-only: compose/shop/compose.yaml#/services/web/networks/0, compose/shop/compose.yaml#/services/api/networks/0: got to_redis with workload:api; allowed: no common network; fix: declare the edge, or give a reason: Exceptions.of(…).allow('declared-edges-only', { reason })",
  ],
  'an exception without a reason': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(pinned-image).reason: got ''; allowed: a reason of at least 10 characters on one line; fix: say why, for the person who reviews the output",
  ],
  'an exception that is not needed': [
    'Validation failed with the following errors:',
    '  [shop/web] Exceptions.allow(pinned-image): got no finding that it excuses; allowed: exceptions that are needed; fix: remove it',
  ],
  'an exception for a control that does not exist': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(read-only): got 'read-only'; allowed: one of non-root-user, read-only-root, drop-capabilities, no-privilege-escalation, seccomp-profile, cpu-limit, health-checks, secrets-as-files, service-account-token, declared-edges-only, narrow-exposure, redis-least-privilege, pinned-image, no-secret-values; fix: correct the id",
  ],
  'an exception for a control that is never relaxed': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(memory-limit): got 'memory-limit'; allowed: one of non-root-user, read-only-root, drop-capabilities, no-privilege-escalation, seccomp-profile, cpu-limit, health-checks, secrets-as-files, service-account-token, declared-edges-only, narrow-exposure, redis-least-privilege, pinned-image, no-secret-values; fix: this control is never relaxed: meet it",
  ],
  'an exception whose scope cannot hold its control': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(declared-edges-only): got 'shop/web'; allowed: the chart: a control about edges holds for all of it; fix: give the exception to the chart",
  ],
  'an exception until a day that does not exist': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(pinned-image).until: got '2027-02-30'; allowed: a day as YYYY-MM-DD; fix: for instance '2027-06-30'",
  ],
  'one exception twice': [
    'Validation failed with the following errors:',
    "  [shop/web] Exceptions.allow(read-only-root): got 'read-only-root'; allowed: each control once; fix: remove the second one",
  ],
  'a patch that weakens': [
    'Validation failed with the following errors:',
    "  [shop/web] service-account-token: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/automountServiceAccountToken: got true; allowed: automountServiceAccountToken: false; fix: set it for the pod, or give a reason: Exceptions.of(…).allow('service-account-token', { reason })",
  ],
  'several things at once': [
    'Validation failed with the following errors:',
    "  [shop/Web] id: got 'Web'; allowed: a DNS label: lower case letters, digits and '-', first a letter, at most 52 characters; fix: rename it: the same name is used in Kubernetes, in Compose and in DNS",
    '  [shop/Web] port: got 80; allowed: 1024 to 65535; fix: listen on a higher port: a non-root process cannot bind lower ones',
    "  [shop/Web] memory: got '64mb'; allowed: a size such as '64Mi' or Size.mebibytes(64); fix: write a whole number with Ki, Mi, Gi or Ti: other units differ between Kubernetes and Compose",
    "  [shop/Web] env.A-B: got 'A-B'; allowed: letters, digits and '_', first no digit; fix: rename the variable",
    "  [shop/Web] connectTo(redis).keys: got 'a b'; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'session:*'; fix: write the pattern only: the ACL syntax around it is made for you",
    "  [shop/Web] connectTo(redis).as: got 'x'; allowed: upper case letters, digits and single '_', first a letter, at most 30 characters; fix: set as, for instance 'CACHE'",
    "  [shop/Web] expose.host: got 'http://shop'; allowed: a DNS name such as 'shop.example.com', without wildcard, port or scheme; fix: write the host only",
    '  [shop/redis] port: got 99999; allowed: 1024 to 65535; fix: choose a whole number in between',
  ],
  'files that overwrite each other': [
    'yamlOutputType: got FILE_PER_RESOURCE; allowed: FILE_PER_CHART, FILE_PER_APP, FOLDER_PER_CHART_FILE_PER_RESOURCE; fix: choose another: it writes objects of the same kind and name over each other',
  ],
  'patches of Compose that weaken': [
    'Validation failed with the following errors:',
    "  [shop/web] read-only-root: compose/shop/compose.yaml#/services/web/read_only: got nothing; allowed: read_only: true; fix: set it to true, and name the folders the process writes as writable paths, or give a reason: Exceptions.of(…).allow('read-only-root', { reason })",
    '  [shop/web] drop-capabilities: compose/shop/compose.yaml#/services/web/cap_add: got ["SYS_ADMIN"]; allowed: nothing; fix: remove what is added, or give a reason: Exceptions.of(…).allow(\'drop-capabilities\', { reason })',
    "  [shop/web] drop-capabilities: compose/shop/compose.yaml#/services/web/privileged: got true; allowed: nothing; fix: remove it, or give a reason: Exceptions.of(…).allow('drop-capabilities', { reason })",
    "  [shop/web] no-privilege-escalation: compose/shop/compose.yaml#/services/web/privileged: got true; allowed: nothing; fix: remove it, or give a reason: Exceptions.of(…).allow('no-privilege-escalation', { reason })",
    "  [shop/web] seccomp-profile: compose/shop/compose.yaml#/services/web/privileged: got true; allowed: nothing; fix: remove it: it switches the filter off, or give a reason: Exceptions.of(…).allow('seccomp-profile', { reason })",
    "  [shop/web] pinned-image: compose/shop/compose.yaml#/services/web/image: got registry.example.com/shop/web:debug; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
  ],
  'patches of Compose that lead nowhere': [
    'Validation failed with the following errors:',
    "  [shop/web] patchCompose.replace /readonly: got /readonly, which is not there; allowed: below '/': image, user, read_only, cap_drop, security_opt, environment, tmpfs, network_mode, healthcheck, restart, stop_grace_period, memswap_limit, deploy, logging; fix: correct the path, or add what is around it first",
    "  [shop/web] patchCompose.add /deploy/limits/memory: got /deploy/limits, which is not there; allowed: below '/deploy': resources; fix: correct the path, or add what is around it first",
    "  [shop/web] patchCompose.remove cap_drop: got 'cap_drop'; allowed: a JSON pointer that begins with '/'; fix: write '/cap_drop'",
    "  [shop/web] patchCompose.remove '': got the whole object; allowed: a part of it; fix: patch what differs: an object that the program has may not vanish from one output",
    '  [shop/web] patchCompose.test /read_only: got true, which is not what is tested for; allowed: operations that can be applied; fix: correct the path or the value',
    "  [shop/web] patchCompose.move /networks/elsewhere: got /networks, which is not there; allowed: below '/': image, user, read_only, cap_drop, security_opt, environment, tmpfs, network_mode, healthcheck, restart, stop_grace_period, memswap_limit, deploy, logging; fix: correct the path, or add what is around it first",
  ],
  'patches of Kubernetes that lead nowhere': [
    'Validation failed with the following errors:',
    "  [shop/web] Deployment/web.addJsonPatch.replace /spec/template/spec/containers/1/stdin: got /spec/template/spec/containers/1, which is not there; allowed: below '/spec/template/spec/containers': 0; fix: correct the path, or add what is around it first",
    "  [shop/web] Deployment/web.addJsonPatch.replace '': got the whole object; allowed: a part of it; fix: patch what differs: an object that the program has may not vanish from one output",
    "  [shop/web] Service/web.addJsonPatch.remove /spec/externalIPs: got /spec/externalIPs, which is not there; allowed: below '/spec': type, selector, ports; fix: correct the path, or add what is around it first",
  ],
  'an object of Kubernetes that is taken out': [
    'Validation failed with the following errors:',
    "  [shop/web] kubernetes: got output that cannot be judged: workload 'web' of the contract is not in the Kubernetes output; allowed: everything that the program declares; fix: undo the patch or the call that removes, renames or replaces it",
  ],
  'two autoscalers of one workload': [
    'Validation failed with the following errors:',
    '  [shop/web] HorizontalPodAutoscaler: got a second one for the same workload; allowed: one; fix: remove one of them: they work against each other',
  ],
  'autoscalers of what keeps data': [
    'Validation failed with the following errors:',
    '  [shop/store] HorizontalPodAutoscaler: got a workload with storage; allowed: a workload of which there may be several; fix: remove it: one process writes the data',
    '  [shop/redis] HorizontalPodAutoscaler: got a Redis; allowed: a workload of which there may be several; fix: remove it: one process writes the data',
  ],
  'a Deployment with another name': [
    'Validation failed with the following errors:',
    "  [shop/web] kubernetes: got output that cannot be judged: workload 'web' of the contract is not in the Kubernetes output; allowed: everything that the program declares; fix: undo the patch or the call that removes, renames or replaces it",
  ],
  'a log of writes without storage': [
    'Validation failed with the following errors:',
    "  [shop/redis] persistence: got 'aof'; allowed: 'none' without storage; fix: set storage, for instance storage: Size.gibibytes(1)",
  ],
  'snapshots without storage': [
    'Validation failed with the following errors:',
    "  [shop/redis] persistence: got 'rdb'; allowed: 'none' without storage; fix: set storage, for instance storage: Size.gibibytes(1)",
  ],
  'storage that nothing is written to': [
    'Validation failed with the following errors:',
    "  [shop/redis] persistence: got 'none'; allowed: aof | rdb with storage; fix: leave storage out: nothing would be written there",
  ],
  'a persistence that is none': [
    'Validation failed with the following errors:',
    "  [shop/redis] persistence: got 'aof\\n…'; allowed: none | aof | rdb; fix: choose one",
  ],
  'messages without channels': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).channels: got []; allowed: at least one channel pattern, for instance 'news:*'; fix: name the channels this caller uses",
  ],
  'messages with keys': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got [\"news:*\"]; allowed: no keys with access 'pub-sub', which reads and writes none; fix: leave keys out, or choose 'read-write' and keep channels: every access takes channels",
  ],
  'a queue without keys': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got []; allowed: at least one key pattern, for instance 'session:*'; fix: name the keys this caller owns",
  ],
  'every channel of a server': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).channels: got '*'; allowed: a pattern that begins with two plain characters or more, for instance 'news:*'; fix: name what belongs to this caller by a prefix of its own: this pattern would reach what others own",
  ],
  'nearly every key and channel': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).keys: got '?ob:*'; allowed: a pattern that begins with two plain characters or more, for instance 'session:*'; fix: name what belongs to this caller by a prefix of its own: this pattern would reach what others own",
    "  [shop/web] connectTo(redis).keys: got 'j*'; allowed: a pattern that begins with two plain characters or more, for instance 'session:*'; fix: name what belongs to this caller by a prefix of its own: this pattern would reach what others own",
    "  [shop/web] connectTo(redis).channels: got '[a-z]*'; allowed: a pattern that begins with two plain characters or more, for instance 'news:*'; fix: name what belongs to this caller by a prefix of its own: this pattern would reach what others own",
  ],
  'channel patterns that are none': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).channels: got '&news:*'; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'news:*'; fix: write the pattern only: the ACL syntax around it is made for you",
    "  [shop/web] connectTo(redis).channels: got 'a b'; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'news:*'; fix: write the pattern only: the ACL syntax around it is made for you",
    "  [shop/web] connectTo(redis).channels: got ''; allowed: one glob pattern of printable ASCII without spaces and quotes, for instance 'news:*'; fix: write the pattern only: the ACL syntax around it is made for you",
  ],
  'channels on which the server tells keys': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis).channels: got '__keyspace@0__:*'; allowed: channels of the program's own, which do not begin with '__'; fix: choose another name: on '__' channels the server tells the keys of all users",
  ],
  'an address where a host is wanted': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(203.0.113.7): got '203.0.113.7'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: use Peer.cidr('203.0.113.7/32', 443)",
    "  [shop/web] connectTo(2001:db8::1): got '2001:db8::1'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: use Peer.cidr('2001:db8::1/128', 443)",
    "  [shop/web] connectTo(203.0.113.7): got '203.0.113.7'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write the name that its certificate has, and pass cidr: '203.0.113.7/32'",
  ],
  'hosts that are no DNS names': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(https://api.example.com): got 'https://api.example.com'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write the host only",
    "  [shop/web] connectTo(api_v1.example.com): got 'api_v1.example.com'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write its real name: DNS names of hosts have no '_'",
    "  [shop/web] connectTo(*.example.com): got '*.example.com'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write the host only",
    "  [shop/web] connectTo(localhost): got 'localhost'; allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write the host only",
  ],
  'a Service of the cluster as a host of the outside': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(postgres.db.svc.cluster.local): got 'postgres.db.svc.cluster.local'; allowed: a host outside of the cluster; fix: use Peer.namespace('db', { labels }): its address is private",
    "  [shop/web] connectTo(postgres.db.svc): got 'postgres.db.svc'; allowed: a host outside of the cluster; fix: pass namespace: 'db', and labels of its pods",
  ],
  'ports that TCP does not have': [
    'Validation failed with the following errors:',
    '  [shop/web] connectTo(api.example.com).port: got 0; allowed: 1 to 65535; fix: name the TCP port that the other side listens on, for instance 443',
    '  [shop/web] connectTo(203.0.113.0/24).port: got 70000; allowed: 1 to 65535; fix: name the TCP port that the other side listens on, for instance 443',
    "  [shop/web] connectTo(db).port: got undefined; allowed: the TCP port of its pods; fix: write connectTo(Peer.namespace('db'), { port: 5432 })",
  ],
  'blocks that are none': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(203.0.113.7): got '203.0.113.7'; allowed: a block of addresses such as '203.0.113.0/24'; fix: write '203.0.113.7/32'",
    "  [shop/web] connectTo(203.0.113.7/24): got '203.0.113.7/24'; allowed: a block that begins at its first address, in its short form; fix: write '203.0.113.0/24'",
    "  [shop/web] connectTo(2001:DB8:0::/32): got '2001:DB8:0::/32'; allowed: a block that begins at its first address, in its short form; fix: write '2001:db8::/32'",
    "  [shop/web] connectTo(all): got 'all'; allowed: a block of addresses such as '203.0.113.0/24'; fix: write address and length",
  ],
  'blocks that are too much': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(0.0.0.0/0): got '0.0.0.0/0'; allowed: a block that is less than every address; fix: name the block you mean, or one host: Peer.host('api.example.com', 443)",
    "  [shop/web] connectTo(::/0): got '::/0'; allowed: a block that is less than every address; fix: name the block you mean, or one host: Peer.host('api.example.com', 443)",
    "  [shop/web] connectTo(128.0.0.0/2): got '128.0.0.0/2'; allowed: blocks without 169.254.0.0/16, the metadata service of the cloud; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(169.254.169.254/32): got '169.254.169.254/32'; allowed: blocks without 169.254.0.0/16, the metadata service of the cloud; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(fd00::/8): got 'fd00::/8'; allowed: blocks without fd00:ec2::254/128, the metadata service of AWS; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(64:ff9b::a9fe:a9fe/128): got '64:ff9b::a9fe:a9fe/128'; allowed: blocks without 64:ff9b::a9fe:0/112, the metadata service of the cloud; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(2002:a9fe:a9fe::/48): got '2002:a9fe:a9fe::/48'; allowed: blocks without 2002:a9fe::/32, the metadata service of the cloud; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(::ffff:0:0/96): got '::ffff:0:0/96'; allowed: blocks without ::ffff:a9fe:0/112, the metadata service of the cloud; fix: name a smaller block, or several that leave it out",
    "  [shop/web] connectTo(db.example.com).cidr: got '127.0.0.0/8'; allowed: blocks without 127.0.0.0/8, the loopback interface; fix: name a smaller block, or several that leave it out",
  ],
  'a way out twice': [
    'Validation failed with the following errors:',
    '  [shop/web] connectTo(api.example.com): got 443; allowed: each way out once; fix: remove the second one',
    '  [shop/web] connectTo(db): got 5432; allowed: each way out once; fix: remove the second one',
  ],
  'the own namespace as a peer': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(shop): got 'shop'; allowed: another namespace; fix: connect to the workload itself: it is in this chart",
  ],
  'labels and namespaces that Kubernetes does not take': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(my_db): got 'my_db'; allowed: a DNS label: lower case letters, digits and '-', at most 63 characters; fix: correct the name",
    "  [shop/web] connectTo(my_db).labels.app: got 'app=not a value'; allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it",
    "  [shop/web] allowFrom(monitoring).labels.a b: got 'a b=c'; allowed: a Kubernetes label: at most 63 letters, digits, . _ - on either side; fix: shorten it",
  ],
  'props for a peer that names its port': [
    'Validation failed with the following errors:',
    '  [shop/web] connectTo(api.example.com): got props; allowed: none: a host or a block names its port itself; fix: remove them',
  ],
  'something else as a callee': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo: got 'api.stripe.com'; allowed: a workload, a sidecar, a Peer, an ExternalRedis or an ExternalService; fix: pass the construct, or name the peer: Peer.host('…', 443)",
    "  [shop/web] connectTo: got undefined; allowed: a workload, a sidecar, a Peer, an ExternalRedis or an ExternalService; fix: pass the construct, or name the peer: Peer.host('…', 443)",
    "  [shop/web] connectTo: got an object; allowed: a workload, a sidecar, a Peer, an ExternalRedis or an ExternalService; fix: pass the construct, or name the peer: Peer.host('…', 443)",
  ],
  'a host as a caller': [
    'Validation failed with the following errors:',
    "  [shop/web] allowFrom(api.example.com): got 'Peer.host'; allowed: Peer.namespace; fix: use expose for callers from outside; connectTo if this workload is the one that calls",
    "  [shop/web] allowFrom(203.0.113.0/24): got 'Peer.cidr'; allowed: Peer.namespace; fix: use expose for callers from outside; connectTo if this workload is the one that calls",
  ],
  'the same namespace allowed twice': [
    'Validation failed with the following errors:',
    "  [shop/web] allowFrom(monitoring): got 'http'; allowed: each edge once; fix: remove the second one",
  ],
  'two Redis with one prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(cache.example.com).as: got 'REDIS'; allowed: a prefix of its own for each connection; fix: set as, for instance 'CACHE'",
  ],
  'a password in a URL': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(cache.example.com).user: got a text that is more than a name (not shown); allowed: the user's name alone; fix: leave the password out: it is read from a file, which AUTH_FILE names",
    "  [shop/web] connectTo(db.example.com).database: got a text that is more than a name (not shown); allowed: the database's name alone; fix: leave the password out: it is read from a file, which AUTH_FILE names",
    "  [shop/web] connectTo(…): got a text with more than a host (not shown); allowed: a DNS name such as 'api.example.com', without wildcard, port or scheme; fix: write the host only",
  ],
  'a server with two users under one prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(db.example.com).as: got 'DATABASE'; allowed: a prefix of its own for each connection; fix: set as, for instance 'OTHER'",
  ],
  'schemes that are not encrypted': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(x.example.com).scheme: got 'http'; allowed: schemes of protocols that encrypt, other than those of Redis; fix: use 'https'",
    "  [shop/web] connectTo(x.example.com).scheme: got 'redis'; allowed: schemes of protocols that encrypt, other than those of Redis; fix: use ExternalRedis.at: it speaks TLS",
    "  [shop/web] connectTo(x.example.com).scheme: got 'postgresql://'; allowed: the scheme of a URL, for instance 'postgresql'; fix: write it without '://'",
  ],
  'a server of somebody else without a prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(db.example.com).as: got undefined; allowed: upper case letters, digits and single '_', first a letter, at most 30 characters; fix: set as, for instance 'DATABASE'",
  ],
  'an authority by a name of our own': [
    'Validation failed with the following errors:',
    '  [shop] connectTo(cache.example.com).ca: got ca.crt on web; allowed: a file that the library does not make itself; fix: name it after its owner, for instance provider-ca.crt',
  ],
  'places that contradict each other': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(postgres.db.svc).namespace: got 'data'; allowed: the namespace that the host names: db; fix: correct one of them",
    "  [shop/web] connectTo(postgres.db).cidr: got '10.0.0.0/8'; allowed: namespace or cidr; fix: remove one of them: pods are chosen by namespace and labels",
    '  [shop/web] connectTo(db.example.com): got labels or composeHost without namespace; allowed: both with namespace only; fix: pass namespace, or remove them',
  ],
  'any image: HTTP without anything to ask with': [
    'Validation failed with the following errors:',
    "  [shop/proxy] health.ready: got /healthz over HTTP, without a client; allowed: HTTP where the image has something to ask with: Compose asks from inside the container; fix: set health.client to node, curl, wget, whichever the image has, or ready: { tcp: 'http' }",
  ],
  'any image: a client that nobody knows': [
    'Validation failed with the following errors:',
    "  [shop/proxy] health.client: got 'httpie'; allowed: node | curl | wget; fix: name the one that the image has, or remove it",
  ],
  'any image: no port and no question': [
    'Validation failed with the following errors:',
    "  [shop/proxy] health: got no question, and no port that could be asked; allowed: a command, for a NodeWorker also the age of a file, or 'none' with an exception of health-checks; fix: for instance health: { exec: ['node', 'health.js'] }",
  ],
  'any image: a question to a port where there is none': [
    'Validation failed with the following errors:',
    "  [shop/proxy] health.live: got '/healthz'; allowed: a port of this workload: it has none; fix: ask by a command: { exec: ['…'] }",
  ],
  'any image: a privileged port': [
    'Validation failed with the following errors:',
    '  [shop/proxy] ports.http: got 80; allowed: 1024 to 65535; fix: listen on a higher port: a non-root process cannot bind lower ones',
  ],
  'any image: a door without a port': [
    'Validation failed with the following errors:',
    '  [shop/proxy] expose.port: got undefined; allowed: a port of this workload: it has none; fix: declare a port of the workload, or remove the call',
  ],
  'any image: data at a path that nobody owns': [
    'Validation failed with the following errors:',
    "  [shop/proxy] image: got node with data at /var/lib/search; allowed: an image whose user owns that path; fix: say so: Image.of(…, { owner: { uid, gid }, owns: ['/var/lib/search'] })",
  ],
  'any image: a drain delay longer than the grace': [
    'Validation failed with the following errors:',
    '  [shop/proxy] drainDelay: got 9 s; allowed: whole seconds from 0 to 8; fix: for instance Duration.seconds(5)',
  ],
  'a command that is no program, and NUL where the kernel ends a text': [
    'Validation failed with the following errors:',
    '  [shop/proxy] command: got ["","serve"]; allowed: a command and its arguments; fix: for instance command: [\'node\', \'server.js\']; leave it out for the command of the image',
    '  [shop/proxy] args[1]: got a text with the character NUL (not shown); allowed: texts without it; fix: remove it, or use a file',
    '  [shop/proxy] env.NAME: got a text with the character NUL (not shown); allowed: texts without it; fix: remove it, or use a file',
  ],
  'an empty command': [
    'Validation failed with the following errors:',
    "  [shop/proxy] command: got []; allowed: a command and its arguments; fix: for instance command: ['node', 'server.js']; leave it out for the command of the image",
  ],
  'a configuration file in place of a program': [
    'Validation failed with the following errors:',
    "  [shop/proxy] files.node.at: got '/usr/bin/node'; allowed: an absolute path of a file outside the folders of programs, of the kernel, of secrets and of /config; fix: for instance '/etc/nginx/conf.d/default.conf'; leave it out for /config/<name>",
  ],
  'a configuration file in place of the users': [
    'Validation failed with the following errors:',
    "  [shop/proxy] files.passwd.at: got '/etc/passwd'; allowed: an absolute path of a file outside the folders of programs, of the kernel, of secrets and of /config; fix: for instance '/etc/nginx/conf.d/default.conf'; leave it out for /config/<name>",
  ],
  'a configuration file at a relative path': [
    'Validation failed with the following errors:',
    "  [shop/proxy] files.a.conf.at: got 'etc/a.conf'; allowed: an absolute path of a file outside the folders of programs, of the kernel, of secrets and of /config; fix: for instance '/etc/nginx/conf.d/default.conf'; leave it out for /config/<name>",
  ],
  'a configuration file in a writable folder': [
    'Validation failed with the following errors:',
    "  [shop/proxy] files.a.conf.at: got '/tmp/a.conf'; allowed: a path outside of writable folders; fix: choose another: the process writes to /tmp itself",
  ],
  'two configuration files at one path': [
    'Validation failed with the following errors:',
    "  [shop/proxy] files.b.conf.at: got '/etc/a.conf'; allowed: a path of its own for each file; fix: choose another",
  ],
  'a worker without a question': [
    'Validation failed with the following errors:',
    "  [shop/worker] health: got no question, and no port that could be asked; allowed: a command, for a NodeWorker also the age of a file, or 'none' with an exception of health-checks; fix: for instance health: { exec: ['node', 'health.js'] }",
  ],
  'a worker that is not asked': [
    'Validation failed with the following errors:',
    "  [shop/worker] health-checks: kubernetes/shop.k8s.yaml Deployment/worker#/spec/template/spec/containers/0/startupProbe: got nothing; allowed: startupProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/worker] health-checks: kubernetes/shop.k8s.yaml Deployment/worker#/spec/template/spec/containers/0/livenessProbe: got nothing; allowed: livenessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/worker] health-checks: kubernetes/shop.k8s.yaml Deployment/worker#/spec/template/spec/containers/0/readinessProbe: got nothing; allowed: readinessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/worker] health-checks: compose/shop/compose.yaml#/services/worker/healthcheck: got nothing; allowed: a command; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
  ],
  'a heartbeat where nothing can be written': [
    'Validation failed with the following errors:',
    "  [shop/worker] health.file: got '/alive'; allowed: a file below a writable folder: /tmp; fix: for instance '/tmp/alive', with '/tmp' among writable",
  ],
  'a heartbeat of half a second': [
    'Validation failed with the following errors:',
    '  [shop/worker] health.maxAge: got 0.5 s; allowed: whole seconds from 1 to 86400; fix: for instance Duration.seconds(30)',
  ],
  'a scale below one': [
    'Validation failed with the following errors:',
    '  [shop/worker] scale.min: got 0; allowed: a whole number from 1 to 1000; fix: for instance 1',
  ],
  'a scale that is upside down': [
    'Validation failed with the following errors:',
    '  [shop/web] scale.max: got 3; allowed: a whole number from 5 to 1000; fix: for instance 5',
  ],
  'a scale by more than all of the processor': [
    'Validation failed with the following errors:',
    '  [shop/web] scale.cpu: got 200; allowed: a whole number from 1 to 100; fix: for instance 80',
  ],
  'a scale without its numbers': [
    'Validation failed with the following errors:',
    '  [shop/web] scale.min: got undefined; allowed: a whole number from 1 to 1000; fix: add it',
    '  [shop/web] scale.cpu: got undefined; allowed: a whole number from 1 to 100; fix: add it',
  ],
  'a scale and replicas': [
    'Validation failed with the following errors:',
    '  [shop/web] replicas: got 2; allowed: replicas or scale, not both; fix: remove replicas: scale.min is the fewest',
  ],
  'a scale with storage': [
    'Validation failed with the following errors:',
    '  [shop/worker] scale: got {"min":1,"max":2,"cpu":80}; allowed: no scale with storage: one process writes to it; fix: remove scale, or the storage',
  ],
  'a spread that is none': [
    'Validation failed with the following errors:',
    "  [shop/web] spread: got 'racks'; allowed: nodes | zones | both; fix: choose one",
  ],
  'an AppArmor profile before Kubernetes has a field for it': [
    'Validation failed with the following errors:',
    "  [shop] appArmor: got 'shop-web' for web, and Kubernetes 1.27; allowed: kubernetesVersion: '1.30' or newer; fix: set kubernetesVersion: '1.30' on the chart",
  ],
  'AppArmor switched off by its name': [
    'Validation failed with the following errors:',
    "  [shop/web] appArmor: got 'unconfined'; allowed: the name of a profile that every host has loaded; fix: name it, or leave it out for the one of the runtime",
  ],
  'a type of SELinux that may do everything': [
    'Validation failed with the following errors:',
    "  [shop/web] seLinux.type: got 'spc_t'; allowed: container_t | container_init_t | container_kvm_t; fix: choose one, or leave it out",
    "  [shop/web] seLinux.level: got 'high'; allowed: a level such as 's0:c123,c456'; fix: correct it, or leave it out",
  ],
  'a service after a job that does not say when it is done': [
    'Validation failed with the following errors:',
    "  [shop/web] after[0]: got migrate, which does not say when its work is done; allowed: a NodeJob with done: a command in its image that exits with 0 once the work is done, and with another code before; fix: give migrate a command that looks for the result itself, for instance done: ['node', 'migrate.js', '--check']",
  ],
  'after what is no job of the chart': [
    'Validation failed with the following errors:',
    '  [shop/web] after[5]: got something else; allowed: a NodeJob of the same chart; fix: pass the construct itself',
    '  [shop/web] after[0]: got report, a cron job; allowed: a NodeJob; fix: make it a NodeJob: what runs again and again is never done',
    '  [shop/web] after[1]: got redis, which runs on; allowed: a NodeJob; fix: connect to it instead: connectTo waits until it is ready',
    "  [shop/web] after[3]: got 'migrate'; allowed: each job once; fix: remove the second one",
    "  [shop/web] after[4]: got 'other/index'; allowed: a NodeJob of chart shop; fix: define it in the same chart",
  ],
  'after a job that has a sidecar, or an init container that makes its files': [
    'Validation failed with the following errors:',
    '  [shop] after: got migrate for web: migrate-proxy is a sidecar of it; allowed: jobs whose done needs nothing beside it: web runs it without migrate-proxy; fix: do the work of migrate-proxy in migrate itself, or let web come after a second NodeJob, which has nothing beside it and looks for the result',
    '  [shop] after: got index for web: index-steps is a container that writes to a folder of it; allowed: jobs whose done needs nothing beside it: web runs it without index-steps; fix: do the work of index-steps in index itself, or let web come after a second NodeJob, which has nothing beside it and looks for the result',
  ],
  'users that the cluster assigns to who comes after a job, and not to the job': [
    'Validation failed with the following errors:',
    "  [shop] user: got 'assigned' for web, numbers for migrate; allowed: one of both for containers of one pod; fix: set user: 'assigned' on migrate too, or on the chart",
  ],
  'a job that needs who comes after it': [
    'Validation failed with the following errors:',
    '  [shop] after: got index -> migrate -> web -> index; allowed: an order without circles; fix: let migrate do its work without whoever comes after it',
    '  [shop] after: got index -> web -> index; allowed: an order without circles; fix: let index do its work without whoever comes after it',
  ],
  'a schedule of a macro': [
    'Validation failed with the following errors:',
    "  [shop/report] schedule: got '@daily'; allowed: five fields: minute, hour, day of the month, month, day of the week; fix: for instance '30 3 * * *', every day at 3:30",
  ],
  'a schedule with fields that are none': [
    'Validation failed with the following errors:',
    "  [shop/report] schedule: got '60'; allowed: for the minute 0 to 59, as one, a list (1,2), a range (1-5) or a step (*/15); fix: correct this field",
    "  [shop/report] schedule: got 'sun-7'; allowed: for the day of the week 0 to 6 or sun, mon, tue, wed, thu, fri, sat, as one, a list (1,2), a range (1-5) or a step (*/15); fix: correct this field",
  ],
  'a schedule that never comes': [
    'Validation failed with the following errors:',
    "  [shop/report] schedule: got '0 0 31 4,6 *'; allowed: a day that some year has; fix: correct the day of the month, or the month",
  ],
  'a time zone that is none, and a start that is never in time': [
    'Validation failed with the following errors:',
    "  [shop/report] timeZone: got 'europe/berlin'; allowed: the IANA name of a time zone; fix: for instance 'Europe/Berlin', or 'Etc/UTC'",
    '  [shop/report] startWithin: got 5 s; allowed: whole seconds from 10 to 86400; fix: for instance Duration.seconds(300)',
  ],
  'a cron job that says when it is done': [
    'Validation failed with the following errors:',
    '  [shop/report] done: got ["node","migrate.js","--check"]; allowed: no such prop on a NodeCronJob; fix: remove it, or make it a NodeJob: what runs again and again is never done, and keeps its last runs',
    '  [shop/report] keepFor: got an object; allowed: no such prop on a NodeCronJob; fix: remove it, or make it a NodeJob: what runs again and again is never done, and keeps its last runs',
  ],
  'a job with limits that are none': [
    'Validation failed with the following errors:',
    '  [shop/migrate] keepFor: got 60; allowed: whole seconds from 0 to 31536000; fix: for instance Duration.seconds(86400)',
    '  [shop/migrate] retries: got -1; allowed: a whole number from 0 to 100; fix: for instance 3',
    '  [shop/migrate] deadline: got 0.1 s; allowed: whole seconds from 1 to 604800; fix: for instance Duration.seconds(600)',
    "  [shop/migrate] done: got []; allowed: a command and its arguments; fix: for instance done: ['node', 'migrate.js', '--check']",
  ],
  'a job with props of a service': [
    'Validation failed with the following errors:',
    '  [shop/migrate] port: got 3000; allowed: no such prop on what runs to its end; fix: remove it: it listens on no port, runs alone, and what it keeps is in a server that it connects to',
    '  [shop/migrate] replicas: got 2; allowed: no such prop on what runs to its end; fix: remove it: it listens on no port, runs alone, and what it keeps is in a server that it connects to',
    '  [shop/migrate] storage: got {"path":"/data","size":"1Gi"}; allowed: no such prop on what runs to its end; fix: remove it: it listens on no port, runs alone, and what it keeps is in a server that it connects to',
  ],
  'a job behind a door': [
    'Validation failed with the following errors:',
    '  [shop/migrate] expose.port: got undefined; allowed: a port of this workload: it has none; fix: declare a port of the workload, or remove the call',
  ],
  'a sidecar of no workload': [
    'shop/exporter: got shop around it; allowed: a workload; fix: pass the workload that it runs beside as scope',
  ],
  'a sidecar of a sidecar': [
    'shop/web/exporter/proxy: got shop/web/exporter around it; allowed: a workload; fix: pass the workload that it runs beside as scope',
  ],
  'a sidecar with ports of its workload': [
    'Validation failed with the following errors:',
    '  [shop/web/exporter] ports.low: got 80; allowed: 1024 to 65535; fix: listen on a higher port: a non-root process cannot bind lower ones',
    '  [shop/web/exporter] ports.metrics: got 8080; allowed: a name and a number that no other container of the workload has; fix: choose another: web has http, 8080, and they share one network',
    '  [shop/web/exporter] ports.http: got 9121; allowed: a name and a number that no other container of the workload has; fix: choose another: web has http, 8080, and they share one network',
  ],
  'two sidecars on one port': [
    'Validation failed with the following errors:',
    '  [shop/web/proxy] ports.proxy: got 9121; allowed: a name and a number that no other container of the workload has; fix: choose another: web-exporter has metrics, 9121, and they share one network',
  ],
  'users that the cluster assigns to a sidecar alone': [
    'Validation failed with the following errors:',
    "  [shop] user: got 'assigned' for web-exporter, numbers for web; allowed: one of both for containers of one pod; fix: set user: 'assigned' on web too, or on the chart",
  ],
  'a sidecar that nobody can ask': [
    'Validation failed with the following errors:',
    "  [shop/web/exporter] health: got no question, and no port that could be asked; allowed: a command, for a NodeWorker also the age of a file, or 'none' with an exception of health-checks; fix: for instance health: { exec: ['node', 'health.js'] }",
  ],
  'a sidecar that nobody asks': [
    'Validation failed with the following errors:',
    "  [shop/web/exporter] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/1/startupProbe: got nothing; allowed: startupProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web/exporter] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/1/livenessProbe: got nothing; allowed: livenessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web/exporter] health-checks: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/containers/1/readinessProbe: got nothing; allowed: readinessProbe with a question; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
    "  [shop/web/exporter] health-checks: compose/shop/compose.yaml#/services/web-exporter/healthcheck: got nothing; allowed: a command; fix: give the workload a health check, or give a reason: Exceptions.of(…).allow('health-checks', { reason })",
  ],
  'a credential in the environment of a sidecar': [
    'Validation failed with the following errors:',
    '  [shop/web/exporter] env.DSN: got a value that looks like a URL with a password (not shown); allowed: no credentials in env; fix: use secrets: the value stays in a file outside the output',
  ],
  'an init container whose image is a tag': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] pinned-image: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/initContainers/0/image, compose/shop/compose.yaml#/services/web-assets/image: got registry.example.com/test/assets:1.0; allowed: name:tag@sha256:…; fix: add the digest that the registry names (images.lock.json, for an image that is built here), or give a reason: Exceptions.of(…).allow('pinned-image', { reason })",
  ],
  'a shared folder that is in memory, or nowhere': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] shares[0]: got '/tmp'; allowed: a writable folder of web on disk: it has none; fix: give web writable: [{ path: '/tmp', size: '…', medium: 'disk' }]: in Compose a folder in memory is gone with the container that wrote it",
    "  [shop/web/assets] shares[1]: got '/var/cache/web'; allowed: a writable folder of web on disk: it has none; fix: give web writable: [{ path: '/var/cache/web', size: '…', medium: 'disk' }]: in Compose a folder in memory is gone with the container that wrote it",
  ],
  'a shared folder, as another user': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] shares[1]: got '/var/cache/web'; allowed: each folder once; fix: remove the second one",
    "  [shop/web/assets] user: got '20001:20001'; allowed: the user of web, which owns /var/cache/web; fix: leave it out",
  ],
  'a shared folder, and one of its own on disk': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] writable: got '/spool'; allowed: folders in memory, beside a folder of web; fix: keep it in memory: the image and the shared folder have owners of their own",
  ],
  'a writable folder inside a shared one': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] writable[0].path: got '/var/cache/web/new'; allowed: folders that do not overlap; fix: it overlaps /var/cache/web: keep one of them",
  ],
  'a shared folder of a cron job that its image does not own': [
    'Validation failed with the following errors:',
    "  [shop/report/fetch] shares: got '/var/cache/web'; allowed: an image that owns it, for a container of report, a cron job; fix: say so: Image.of(…, { owner, owns: ['/var/cache/web'] }): docker compose run makes the folder from this image",
  ],
  'names that are taken': [
    'Validation failed with the following errors:',
    "  [shop/web/exporter] id: got 'web-exporter'; allowed: a name that no other workload of the chart has; fix: rename one of them",
    "  [shop/web/Assets] id: got 'Assets'; allowed: a DNS label: lower case letters, digits and '-', first a letter, at most 52 characters; fix: rename it: the same name is used in Kubernetes, in Compose and in DNS",
    "  [shop/web/assets-for-the-front-page-and-for-every-other] id: got 'web-assets-for-the-front-page-and-for-every-other'; allowed: at most 48 characters, the name of the workload included; fix: shorten one of them",
    "  [shop/web-late] id: got 'web-late'; allowed: a name that no other workload of the chart has; fix: rename one of them",
  ],
  'a sidecar of a job': [
    'Validation failed with the following errors:',
    "  [shop/migrate/proxy] Sidecar: got a sidecar of migrate, which ends; allowed: a sidecar of what runs on; of a job with kubernetesVersion '1.29' or newer, in a chart with targets: ['kubernetes']; fix: do its work in the job itself: Compose has nothing that ends a sidecar with its job, nor has Kubernetes before 1.29",
  ],
  'a sidecar of a job, before Kubernetes knows them': [
    'Validation failed with the following errors:',
    "  [shop/migrate/proxy] Sidecar: got a sidecar of migrate, which ends; allowed: a sidecar of what runs on; of a job with kubernetesVersion '1.29' or newer, in a chart with targets: ['kubernetes']; fix: do its work in the job itself: Compose has nothing that ends a sidecar with its job, nor has Kubernetes before 1.29",
  ],
  'edges within a workload, and to a part of one': [
    'Validation failed with the following errors:',
    "  [shop] connectTo.start: got redis -> redis-seed -> redis; allowed: an order without circles; fix: set start: 'any' on one of these connections",
    "  [shop/web] connectTo: got an object; allowed: a workload, a sidecar, a Peer, an ExternalRedis or an ExternalService; fix: pass the construct, or name the peer: Peer.host('…', 443)",
    '  [shop/web] connectTo(web-exporter): got a sidecar of its own; allowed: another workload; fix: remove the edge: it answers on localhost',
    '  [shop/web/exporter] connectTo(web): got its own workload; allowed: another workload; fix: remove the edge: it answers on localhost',
    "  [shop/web/exporter] connectTo(redis).as: got 'REDIS'; allowed: a prefix of its own for each connection; fix: set as, for instance 'CACHE'",
    '  [shop/web/warm] connectTo(web-exporter): got a sidecar of the same workload; allowed: another workload; fix: remove the edge: in Compose it ends before that one starts',
    '  [shop/web/agent] connectTo(web-exporter): got a sidecar of the same workload; allowed: another workload; fix: remove the edge: it answers on localhost',
    '  [shop/redis/seed] connectTo(redis): got its own workload; allowed: another workload; fix: remove the edge: it ends before that one starts',
  ],
  'a sidecar as a callee that cannot be one': [
    'Validation failed with the following errors:',
    "  [shop] connectTo(web-proxy).tls: got 'app' by api and 'none' by api on port https; allowed: one answer of all callers of a port; fix: remove tls: 'none' from api, or connect it to another port of web-proxy",
    '  [shop/api] connectTo(migrate-proxy): got a sidecar of migrate, which ends; allowed: a sidecar of what runs on; fix: remove the edge',
    "  [shop/api] connectTo(web-agent): got 'shop/web/agent'; allowed: a workload that listens on a port; fix: give web-agent a port, or remove the edge",
    "  [shop/api] connectTo(web-proxy).port: got 'http'; allowed: a port of web-proxy: https; fix: name a declared port",
    "  [shop/api] connectTo(web).port: got 'https'; allowed: a port of web: http; fix: connect to its sidecar: web-proxy has that port",
    "  [shop/api] connectTo(web-proxy): got 'https'; allowed: each edge once; fix: remove the second one",
  ],
  'a port that serves TLS for some, and a door that does not know': [
    'Validation failed with the following errors:',
    "  [shop] connectTo(web-proxy).tls: got 'app' by api and 'none' by old on port https; allowed: one answer of all callers of a port; fix: remove tls: 'none' from old, or connect it to another port of web-proxy",
    "  [shop] expose.backend: got nothing for port 8443 of web, which serves TLS; allowed: ingress-nginx | by-hand; fix: set backend: 'ingress-nginx' if that is your controller; with another one set 'by-hand' and tell it with its own annotations; or expose a port without TLS",
  ],
  'a circle through a sidecar': [
    'Validation failed with the following errors:',
    "  [shop] connectTo.start: got web-proxy -> web -> api -> web-proxy; allowed: an order without circles; fix: set start: 'any' on one of these connections",
  ],
  'a job that waits for a sidecar of whoever waits for it': [
    'Validation failed with the following errors:',
    '  [shop] after: got web -> migrate -> web-proxy -> web; allowed: an order without circles; fix: let migrate do its work without whoever comes after it',
  ],
  'an init container that waits for whoever waits for it': [
    'Validation failed with the following errors:',
    "  [shop] connectTo.start: got web -> web-assets -> api -> web; allowed: an order without circles; fix: set start: 'any' on one of these connections",
  ],
  'a port of no container': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.port: got 'admin'; allowed: a port of this workload: http, metrics; fix: name a declared port",
  ],
  'an exception of a sidecar that excuses nothing': [
    'Validation failed with the following errors:',
    '  [shop/web/exporter] Exceptions.allow(service-account-token): got no finding that it excuses; allowed: exceptions that are needed; fix: remove it',
  ],
  'a patch that takes away what a sidecar is held by': [
    'Validation failed with the following errors:',
    '  [shop] default-deny: compose/shop/compose.yaml#/networks/default/internal: got default leads outside, for web-exporter; allowed: internal: true; fix: make it internal; a published service has a network of its own without masquerading, one with a declared way out a network of its own',
    "  [shop/web/exporter] read-only-root: compose/shop/compose.yaml#/services/web-exporter/read_only: got nothing; allowed: read_only: true; fix: set it to true, and name the folders the process writes as writable paths, or give a reason: Exceptions.of(…).allow('read-only-root', { reason })",
    "  [shop/web/exporter] declared-edges-only: compose/shop/compose.yaml#/services/web-exporter/networks: got a way out: default; allowed: none; fix: stay in internal networks, or give a reason: Exceptions.of(…).allow('declared-edges-only', { reason })",
    "  [shop/web/exporter] declared-edges-only: compose/shop/compose.yaml#/services/web-exporter/dns: got nothing; allowed: [127.0.0.1]; fix: set dns: names of services still resolve, or give a reason: Exceptions.of(…).allow('declared-edges-only', { reason })",
    '  [shop/web/exporter] default-deny: compose/shop/compose.yaml#/services/web-exporter/network_mode: got nothing; allowed: service:web; fix: put it on the network of web, as the contract says',
  ],
  'a service on a port that is not there': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(api).port: got 'metrics'; allowed: a port of api: http, admin; fix: name a declared port",
  ],
  'TLS that nobody knows': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(api).tls: got 'mesh'; allowed: app | none; fix: leave it out: 'app' is the default, and encrypts",
  ],
  'a service by the same port twice': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(api): got 'http'; allowed: each edge once; fix: remove the second one",
  ],
  'a service by two ports under one prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(api).as: got 'API'; allowed: a prefix of its own for each connection; fix: set as, for instance 'CACHE'",
  ],
  'a callee whose name makes no prefix': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(pictures-and-their-thumbnails-api).as: got 'PICTURES_AND_THEIR_THUMBNAILS_API'; allowed: upper case letters, digits and single '_', first a letter, at most 30 characters; fix: set as, for instance 'CACHE'",
  ],
  'a port with TLS for one caller and without for another': [
    'Validation failed with the following errors:',
    "  [shop] connectTo(api).tls: got 'app' by web and 'none' by jobs on port http; allowed: one answer of all callers of a port; fix: remove tls: 'none' from jobs, or connect it to another port of api",
  ],
  'two services that wait for each other': [
    'Validation failed with the following errors:',
    "  [shop] connectTo.start: got a -> b -> a; allowed: an order without circles; fix: set start: 'any' on one of these connections",
  ],
  'a door to a port with TLS, without a word to its controller': [
    'Validation failed with the following errors:',
    "  [shop] expose.backend: got nothing for port 3001 of api, which serves TLS; allowed: ingress-nginx | by-hand; fix: set backend: 'ingress-nginx' if that is your controller; with another one set 'by-hand' and tell it with its own annotations; or expose a port without TLS",
  ],
  'a door that speaks TLS to a port without': [
    'Validation failed with the following errors:',
    "  [shop] expose.backend: got 'ingress-nginx' for port 3000 of web, which no caller reaches over TLS; allowed: backend only where a caller connects to the port with tls: 'app'; fix: remove backend",
  ],
  'a door through a Gateway to a port with TLS': [
    'Validation failed with the following errors:',
    "  [shop] expose.backend: got nothing for port 3001 of api, which serves TLS; allowed: 'by-hand'; fix: write a BackendTLSPolicy that names the authority, and set backend: 'by-hand'; or expose a port without TLS",
  ],
  'a Gateway without a listener, and what an Ingress has': [
    'Validation failed with the following errors:',
    "  [shop] expose.backend: got 'ingress-nginx' for port 3000 of web, which no caller reaches over TLS; allowed: backend only where a caller connects to the port with tls: 'app'; fix: remove backend",
    "  [shop/web] expose.tls: got 'shop-tls'; allowed: nothing beside gateway; fix: remove tls: it is for an Ingress, and the listener of the Gateway ends TLS",
    "  [shop/web] expose.className: got 'nginx'; allowed: nothing beside gateway; fix: remove className: it is for an Ingress, and the listener of the Gateway ends TLS",
    '  [shop/web] expose.annotations: got example.com/a; allowed: nothing beside gateway; fix: remove annotations: it is for an Ingress, and the listener of the Gateway ends TLS',
    "  [shop/web] expose.backend: got 'ingress-nginx'; allowed: 'by-hand' for a Gateway; fix: write a BackendTLSPolicy, and set backend: 'by-hand'",
    "  [shop/web] expose.gateway.name: got 'Public'; allowed: a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters; fix: correct the name",
    "  [shop/web] expose.gateway.listener: got undefined; allowed: a name of a Kubernetes object: lower case letters, digits, '-' and '.', at most 253 characters; fix: correct the name",
    "  [shop/web] expose.gateway.namespace: got 'a/b'; allowed: a DNS label: lower case letters, digits and '-', at most 63 characters; fix: correct the name",
  ],
  'a controller that nobody knows': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.backend: got 'traefik'; allowed: ingress-nginx | by-hand; fix: choose one, or leave it out",
  ],
  'a client that cannot check a certificate': [
    'Validation failed with the following errors:',
    "  [shop] health.client: got 'wget' for port http of api, which serves TLS; allowed: node | curl; fix: set ready: { tcp: 'http' }, or ask another port over HTTP",
  ],
  'a workload without ports': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(jobs): got 'shop/jobs'; allowed: a workload that listens on a port; fix: give jobs a port, or remove the edge",
  ],
  'a secret under the name of a server key': [
    'Validation failed with the following errors:',
    '  [shop] secrets: got tls.key on api; allowed: a name that the library does not use itself; fix: rename the secret',
    "  [shop/api] secrets-as-files: kubernetes/shop.k8s.yaml Deployment/api#/spec/template/spec/volumes/0: got api.server/tls.key at /secrets/tls.key; allowed: tls-key/tls.key; fix: mount the one that the contract says, or give a reason: Exceptions.of(…).allow('secrets-as-files', { reason })",
    "  [shop/api] secrets-as-files: compose/shop/compose.yaml#/services/api/secrets/3: got secrets/api.key at /secrets/tls.key; allowed: secrets/tls.key; fix: mount the one that the contract says, or give a reason: Exceptions.of(…).allow('secrets-as-files', { reason })",
  ],
  'a variable that names the certificate': [
    'Validation failed with the following errors:',
    '  [shop] env.TLS_CERT_FILE: got TLS_CERT_FILE on api twice; allowed: each variable once; fix: remove it, or give the connection another prefix with as',
  ],
  'names that are near props of a service': [
    'Validation failed with the following errors:',
    "  [shop/web] props: got 'replica'; allowed: replicas; fix: write replicas; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/web] props: got 'StopGrace'; allowed: stopGrace; fix: write stopGrace; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/web] props: got 'memroy'; allowed: memory; fix: write memory; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props, in a subclass': [
    'Validation failed with the following errors:',
    "  [shop/web] props: got 'Memory'; allowed: memory; fix: write memory; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of a worker, a job and a cron job': [
    'Validation failed with the following errors:',
    "  [shop/mails] props: got 'envs'; allowed: env; fix: write env; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/migrate] props: got 'dead_line'; allowed: deadline; fix: write deadline; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/migrate] props: got 'Done'; allowed: done; fix: write done; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/reports] props: got 'timezone'; allowed: timeZone; fix: write timeZone; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of any workload': [
    'Validation failed with the following errors:',
    "  [shop/web] props: got 'port'; allowed: ports; fix: write ports; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of a Redis': [
    'Validation failed with the following errors:',
    "  [shop/redis] props: got 'persistent'; allowed: persistence; fix: write persistence; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/redis] props: got 'evicton'; allowed: eviction; fix: write eviction; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of what runs beside a workload': [
    'Validation failed with the following errors:',
    "  [shop/web/assets] props: got 'share'; allowed: shares; fix: write shares; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop/web/proxy] props: got 'port'; allowed: ports; fix: write ports; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of a chart': [
    'Validation failed with the following errors:',
    "  [shop] props: got 'label'; allowed: labels; fix: write labels; if it is a prop of your own, do not pass it on, or rename it",
    "  [shop] props: got 'network'; allowed: networks; fix: write networks; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'names that are near props of an app': [
    "HardenedApp: props: got 'yamlOutputtype'; allowed: yamlOutputType; fix: write yamlOutputType; if it is a prop of your own, do not pass it on, or rename it",
    "HardenedApp: props: got 'outputFileExtention'; allowed: outputFileExtension; fix: write outputFileExtension; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'unknown names in objects among the props': [
    'Validation failed with the following errors:',
    "  [shop] namespace: got 'own'; allowed: name, owned; fix: remove own",
    "  [shop] dns: got 'port'; allowed: namespace, labels, ports, cidr; fix: write ports",
    "  [shop] tolerations[0]: got 'opertor'; allowed: key, operator, value, effect, tolerationSeconds; fix: write operator",
    "  [shop/web] health: got 'liveness'; allowed: period, timeout, failures, startupTime, live, ready, startup, client, exec, file, maxAge; fix: remove liveness",
    "  [shop/web] health.live: got 'ports'; allowed: http, port, tcp, exec; fix: write port",
    "  [shop/web] health: got 'interval'; allowed: period, timeout, failures, startupTime, live, ready, startup, client, exec, file, maxAge; fix: remove interval",
    "  [shop/web] writable[0]: got 'mode'; allowed: path, size, medium; fix: remove mode",
    "  [shop/web] secrets[0].kubernetes: got 'name'; allowed: secret, key; fix: remove name",
    "  [shop/web] secrets[0]: got 'env'; allowed: name, kubernetes, fileVariable, valueVariable; fix: remove env",
    "  [shop/web] files.app.json: got 'mode'; allowed: text, path, at; fix: remove mode",
    "  [shop/web] seLinux: got 'user'; allowed: type, level; fix: remove user",
    "  [shop/web] development: got 'port'; allowed: inspector; fix: remove port",
    '  [shop/web] development: got {"port":9229}; allowed: an image that is built here: Image.build; fix: remove it: there are no sources to run',
    "  [shop/mails] scale: got 'memory'; allowed: min, max, cpu; fix: remove memory",
    '  [shop/mails] scale.cpu: got undefined; allowed: a whole number from 1 to 100; fix: add it',
  ],
  'unknown names in the options of edges': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis): got 'key'; allowed: keys, access, channels, as, start, commands; fix: remove key",
    "  [shop/web] connectTo(redis): got 'channel'; allowed: keys, access, channels, as, start, commands; fix: write channels",
    "  [shop/web] connectTo(api): got 'ports'; allowed: port, as, start, tls; fix: write port",
    "  [shop/web] connectTo(api): got 'TLS'; allowed: port, as, start, tls; fix: write tls",
    "  [shop/web] connectTo(cache.example.com).as: got 'REDIS'; allowed: a prefix of its own for each connection; fix: set as, for instance 'CACHE'",
    "  [shop/web] connectTo(cache.example.com): got 'prefix'; allowed: as; fix: remove prefix",
    "  [shop/web] connectTo(cache.example.com): got 'tls'; allowed: user, ca, cidr, namespace, labels, composeHost, port, scheme, database; fix: remove tls",
    "  [shop/web] connectTo(db.example.com): got 'databas'; allowed: user, ca, cidr, namespace, labels, composeHost, port, scheme, database; fix: write database",
    "  [shop/web] connectTo(db.example.com): got 'password'; allowed: user, ca, cidr, namespace, labels, composeHost, port, scheme, database; fix: remove password",
    "  [shop/web] connectTo(data): got 'label'; allowed: labels; fix: write labels",
    "  [shop/web] connectTo(data): got 'protocol'; allowed: port; fix: remove protocol",
    "  [shop/web] connectTo(api.example.com): got 'cidrs'; allowed: cidr; fix: write cidr",
  ],
  'unknown names in the options of doors': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.from: got 'pod'; allowed: namespace; fix: remove pod",
    "  [shop/web] expose: got 'path'; allowed: host, from, port, address, published, tls, className, annotations, backend, gateway; fix: remove path",
    "  [shop/api] allowFrom(monitoring): got 'protocol'; allowed: port; fix: remove protocol",
    "  [shop/api] allowFrom(monitoring): got 'pods'; allowed: labels; fix: remove pods",
    "  [shop/api] expose.gateway: got 'section'; allowed: name, listener, namespace; fix: remove section",
  ],
  'a service without props': ['shop/web: props: got undefined; allowed: an object; fix: pass { image, port }'],
  'a worker without props': ['shop/web: props: got undefined; allowed: an object; fix: pass { image, health }'],
  'a job without props': ['shop/web: props: got null; allowed: an object; fix: pass { image }'],
  'a cron job without props': ['shop/web: props: got undefined; allowed: an object; fix: pass { image, schedule }'],
  'a workload with a text for props': ["shop/web: props: got 'nginx'; allowed: an object; fix: pass { image, ports }"],
  'a Redis with a list for props': [
    "shop/redis: props: got []; allowed: an object; fix: pass { storage: '1Gi' }, or nothing",
  ],
  'a sidecar without props': ['shop/web/log: props: got undefined; allowed: an object; fix: pass { image }'],
  'a chart without props': ['shop: props: got undefined; allowed: an object; fix: pass { namespace }'],
  'an app without props': ['HardenedApp: props: got undefined; allowed: an object; fix: pass { root: __dirname }'],
  'an exception of nothing': ['Exceptions.of: got undefined; allowed: a chart or a workload; fix: pass the construct'],
  'an image that is built without a name': [
    'Validation failed with the following errors:',
    "  [shop/web] image: got Image.build without a name, or without a tag; allowed: a name without tag and a tag other than 'latest'; fix: for instance Image.build('app', { name: 'registry.example.com/shop/backend', tag: '1.0.0' })",
  ],
  'edges and doors without their options': [
    'Validation failed with the following errors:',
    "  [shop/web] connectTo(redis): got undefined; allowed: keys and access; fix: write connectTo(redis, { keys: ['web:*'], access: 'read-write' })",
    "  [shop/web] connectTo(db.example.com).as: got undefined; allowed: upper case letters, digits and single '_', first a letter, at most 30 characters; fix: set as, for instance 'DATABASE'",
    "  [shop/web] allowFrom(monitoring).port: got undefined; allowed: the name of a port of this workload; fix: pass { port: 'http' }",
    "  [shop/web] allowFrom: got 'monitoring'; allowed: a Peer; fix: for instance Peer.namespace('monitoring')",
    '  [shop/web] expose: got undefined; allowed: an object; fix: pass { host, tls, from: { namespace } }',
  ],
  'a door whose options are of another form': [
    'Validation failed with the following errors:',
    "  [shop/web] expose.from: got 'ingress-nginx'; allowed: the namespace of the ingress controller, as an object; fix: write from: { namespace: 'ingress-nginx' }",
    "  [shop/web] expose.tls: got undefined; allowed: the name of a TLS Secret of the namespace, or a gateway; fix: name the Secret that holds the certificate of the host, for instance tls: 'shop-tls'",
  ],
  'patches of Compose that are no JsonPatch': [
    'Validation failed with the following errors:',
    "  [shop/web] patchCompose: got something else; allowed: operations of JsonPatch, one by one; fix: write JsonPatch.add('/init', true), from cdk8s",
    "  [shop/web] patchCompose: got a list; allowed: operations of JsonPatch, one by one; fix: write JsonPatch.add('/init', true), from cdk8s",
  ],
  'ports that are no whole number in their range': [
    'Validation failed with the following errors:',
    "  [shop/web] port: got '3000'; allowed: a number from 1024 to 65535; fix: write it as a number, for instance 3000",
    '  [shop/web] ports.metrics: got 70000; allowed: 1024 to 65535; fix: choose a whole number in between',
    '  [shop/web] ports.admin: got undefined; allowed: a number from 1024 to 65535; fix: write it as a number, for instance 3000',
  ],
  'a port that is written wrong, told once': [
    'Validation failed with the following errors:',
    "  [shop/web] props: got 'prot'; allowed: port; fix: write port; if it is a prop of your own, do not pass it on, or rename it",
  ],
  'root, told by what is to be changed': [
    'Validation failed with the following errors:',
    "  [shop/web] non-root-user: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsNonRoot: got false; allowed: runAsNonRoot: true; fix: set runAsNonRoot to true, or give a reason: Exceptions.of(…).allow('non-root-user', { reason })",
    "  [shop/web] non-root-user: kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsUser, kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/runAsGroup, kubernetes/shop.k8s.yaml Deployment/web#/spec/template/spec/securityContext/fsGroup: got 0; allowed: a number above 0; fix: give a number above 10000 that no other image has, or give a reason: Exceptions.of(…).allow('non-root-user', { reason })",
    '  [shop/web] non-root-user: compose/shop/compose.yaml#/services/web/user: got 0:0; allowed: user: "uid:gid", numbers above 0; fix: give the numbers the image was built for, or give a reason: Exceptions.of(…).allow(\'non-root-user\', { reason })',
  ],
};
