import type { Symptom } from './symptom';

/** A pod as strict as ours but for what is said, and the event that says why it does not start. */
const podWith = (container: string, volume: string, said: string): string =>
  `kubectl create --namespace shop --filename - <<EOF
apiVersion: v1
kind: Pod
metadata: { name: symptom }
spec:
  automountServiceAccountToken: false
  securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }
  containers:
    - name: backend
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
      ${container}
  volumes: [${volume}]
EOF
for n in $(seq 90); do kubectl events --namespace shop --for pod/symptom | grep '${said}' && break; sleep 1; done
kubectl delete pod --namespace shop symptom --now`;

const backend = 'image: registry.example.com/shop/backend:1.0.0';
const mounting = `${backend}
      volumeMounts: [{ name: secrets, mountPath: /secrets }]`;

/** What kubectl prints, and what the kubelet says in events. */
export const kubernetesSymptoms = [
  {
    id: 'pod-refused',
    place: 'kubernetes',
    message: 'pods "weak" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
    matches: /violates? PodSecurity "/,
    controls: ['pod-security-level'],
    why: 'The namespace takes pods of the level `restricted` alone, whoever makes them. Of a Deployment that is only a warning, and its ReplicaSet makes no pods: the same text is in its events.',
    remedy:
      'Declare it as a workload of the chart, or a container beside one. What cannot be that strict belongs in another namespace; an exception that lowers the level of this one says so in synth.',
    command: 'kubectl run weak --namespace shop --image registry.example.com/shop/backend:1.0.0 --dry-run=server',
  },
  {
    id: 'secret-missing',
    place: 'kubernetes',
    message: 'MountVolume.SetUp failed for volume "secrets" : secret "backend-1.stripe" not found',
    matches: /MountVolume\.SetUp failed .*secret "[^"]*" not found|Error: secret "[^"]*" not found/,
    controls: ['secrets-as-files'],
    why: 'A Secret that the pod reads is not in its namespace. Values are never part of the output, so `kubectl apply` alone does not bring it.',
    remedy:
      'Apply what `cdk8s-hardened secrets kubernetes --from deploy` prints; make a Secret of `secrets` yourself, with the name and key of its prop `kubernetes`. The pod starts by itself then.',
    command: podWith(mounting, '{ name: secrets, secret: { secretName: backend-1.stripe } }', 'not found'),
  },
  {
    id: 'secret-key-missing',
    place: 'kubernetes',
    message: 'MountVolume.SetUp failed for volume "secrets" : references non-existent secret key: stripe',
    matches: /references non-existent secret key/,
    controls: ['secrets-as-files'],
    why: 'The Secret is there, without the key that the pod reads: it was made by hand with another key, or before an edge was added.',
    remedy:
      'Apply once more what `cdk8s-hardened secrets kubernetes --from deploy` prints; say the key of your own Secret with `kubernetes: { secret, key }`.',
    command: podWith(
      mounting,
      '{ name: secrets, secret: { secretName: redis.server, items: [{ key: stripe, path: stripe }] } }',
      'non-existent',
    ),
  },
  {
    id: 'secret-variable-missing',
    place: 'kubernetes',
    message: "Error: couldn't find key stripe in Secret shop/redis.server",
    matches: /couldn't find key \S+ in Secret/,
    controls: ['secrets-as-files'],
    why: 'CreateContainerConfigError: with the exception for values in the environment, a variable is taken from a key that the Secret does not have.',
    remedy:
      'Apply once more what `cdk8s-hardened secrets kubernetes --from deploy` prints; say the key of your own Secret with `kubernetes: { secret, key }`.',
    command: podWith(
      `${backend}
      env: [{ name: STRIPE, valueFrom: { secretKeyRef: { name: redis.server, key: stripe } } }]`,
      '',
      'find key',
    ),
  },
  {
    id: 'image-of-root',
    place: 'kubernetes',
    message: 'Error: container has runAsNonRoot and image will run as root',
    matches: /container has runAsNonRoot and image (will run as root|has non-numeric user)/,
    controls: ['non-root-user', 'image-user'],
    why: 'CreateContainerConfigError: the pod names no user, and that of the image is root, or a name, which the kubelet does not look up.',
    remedy:
      'A workload of the chart always has a number, which `user` changes. In pods of others set `runAsUser`, or end the Dockerfile with a numeric `USER`.',
    command: podWith(
      'image: $(kubectl get pod --namespace shop redis-0 --output jsonpath={.spec.containers[0].image})',
      '',
      'runAsNonRoot',
    ),
  },
] as const satisfies readonly Symptom[];
