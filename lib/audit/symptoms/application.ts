import type { Symptom } from './symptom';

/** What a process is told by its own system calls. */
export const applicationSymptoms = [
  {
    id: 'read-only-file-system',
    place: 'application',
    message: "Error: EROFS: read-only file system, open '/app/cache.json'",
    matches: /EROFS|read-only file ?system/i,
    controls: ['read-only-root'],
    why: 'The root file system is read-only; `/tmp` is the only place to write to unless others are declared.',
    remedy:
      "Declare the folder: `writable: [{ path: '/app/cache', size: Size.mebibytes(16) }]`, or `storage` for what must last. Point caches of tools to `/tmp`. Last resort: `Exceptions.of(…).allow('read-only-root', { reason })`.",
    command: `docker compose exec -T backend-1 node -e "fs.writeFileSync('/app/cache.json', '{}')"`,
  },
  {
    id: 'not-the-owner',
    place: 'application',
    message: "Error: EACCES: permission denied, open '/var/data/cache.json'",
    matches: /EACCES: permission denied, (open|mkdir|unlink|scandir|rename|copyfile)/,
    controls: ['non-root-user', 'image-user'],
    why: 'The process runs as a numeric user that does not own the path: an image made for root owns its files as root.',
    remedy:
      'Build the image with `Image.build`, or give the folder to the user in its Dockerfile; say the owner of a foreign image with `Image.of(…, { owner, owns })`; or declare the folder in `writable`, which belongs to the user.',
    command: `docker run --rm --read-only --tmpfs /var/data:mode=0755 --user 62588 --entrypoint node registry.example.com/shop/backend:1.0.0 -e "fs.writeFileSync('/var/data/cache.json', '{}')"`,
  },
  {
    id: 'low-port',
    place: 'application',
    message: 'Error: listen EACCES: permission denied 0.0.0.0:80',
    matches: /listen EACCES|bind.*permission denied/i,
    controls: ['non-root-user', 'drop-capabilities'],
    why: 'Ports below 1024 are for root or the capability NET_BIND_SERVICE on many nodes, and a workload has neither.',
    remedy:
      'Listen on `PORT`, which is 1024 or higher; the Service, the Ingress or `published` shows another port outside.',
    command: `docker run --rm --cap-drop ALL --sysctl net.ipv4.ip_unprivileged_port_start=1024 --user 62588 --entrypoint node registry.example.com/shop/backend:1.0.0 -e "http.createServer().listen(80, '0.0.0.0')"`,
  },
  {
    id: 'change-owner',
    place: 'application',
    message: "Error: EPERM: operation not permitted, chown '/tmp/upload'",
    matches: /EPERM: operation not permitted, (l|f)?chown|chown: .*Operation not permitted/i,
    controls: ['drop-capabilities'],
    why: 'All capabilities are dropped, CHOWN among them; an entry script that gives folders away needs it.',
    remedy:
      'Own files in the image at build time, and start the program itself: `command` and `args` leave such an entry script out.',
    command: `docker compose exec -T backend-1 node -e "fs.writeFileSync('/tmp/upload', ''); fs.chownSync('/tmp/upload', 0, 0)"`,
  },
  {
    id: 'change-user',
    place: 'application',
    message: 'Error: EPERM, Operation not permitted',
    matches:
      /Error: EPERM, Operation not permitted|set(uid|gid|groups)\b.*(EPERM|Operation not permitted)|cannot set (groups|gid|uid).*Operation not permitted|failed switching to .*operation not permitted/i,
    controls: ['drop-capabilities', 'non-root-user', 'no-privilege-escalation'],
    why: 'The program starts as its final user; SETUID and SETGID are dropped, and nothing can get them back.',
    remedy: 'Leave out what changes the user (gosu, su-exec, `process.setuid`): `user` says who it runs as.',
    command: `docker compose exec -T backend-1 node -e "process.setgid(0)"`,
  },
  {
    id: 'kernel-interface',
    place: 'application',
    message: 'unshare: unshare failed: Operation not permitted',
    matches:
      /unshare.*Operation not permitted|(mount|clone|bpf|perf_event_open|ptrace|keyctl)\b.*Operation not permitted/i,
    controls: ['seccomp-profile', 'drop-capabilities'],
    why: 'The default seccomp profile and the dropped capabilities keep name spaces, mounts and tracing from a workload: a browser with its own sandbox, a debugger or a nested container meets this.',
    remedy:
      "Switch the inner sandbox off (for Chromium `--no-sandbox`), or run it elsewhere. Last resort: `Exceptions.of(…).allow('seccomp-profile', { reason })`.",
    command: `docker compose exec -T backend-1 unshare --user --map-root-user true`,
  },
  {
    id: 'temporary-space',
    place: 'application',
    message: 'Error: ENOSPC: no space left on device, write',
    matches: /ENOSPC|No space left on device/i,
    controls: ['ephemeral-storage-limit'],
    why: '`/tmp` and other writable places have a size, and memory-backed ones count towards the memory limit.',
    remedy:
      "Declare a larger one: `writable: [{ path: '/tmp', size: Size.mebibytes(64) }]` with more `memory`, or `medium: 'disk'` and `ephemeralStorage`.",
    command: `docker compose exec -T backend-1 node -e "fs.writeFileSync('/tmp/large', Buffer.alloc(32 << 20))"; docker compose exec -T backend-1 rm /tmp/large`,
  },
  {
    id: 'program-in-tmp',
    place: 'application',
    message: 'Error: spawn /tmp/tool EACCES',
    matches: /spawn \S+ EACCES|\/tmp\/\S+: Permission denied/,
    controls: ['ephemeral-storage-limit', 'read-only-root'],
    why: 'Writable places are mounted `noexec` in Compose: what was downloaded or unpacked there does not start.',
    remedy: 'Put programs into the image; unpack them while it is built.',
    command: `docker compose exec -T backend-1 node -e "fs.writeFileSync('/tmp/tool', '#!/bin/sh\\n', { mode: 0o755 }); child_process.spawn('/tmp/tool')"`,
  },
  {
    id: 'library-in-tmp',
    place: 'application',
    message: 'Error: /tmp/addon.node: failed to map segment from shared object',
    matches: /failed to map segment from shared object/,
    controls: ['ephemeral-storage-limit', 'read-only-root'],
    why: 'Writable places are mounted `noexec` in Compose: a native addon that unpacks itself to `/tmp` cannot be loaded.',
    remedy:
      'Install the addon in the image, or point its cache (for instance `PKG_CACHE_PATH`) to a folder of the image.',
    command: `docker compose exec -T backend-1 node -e "fs.copyFileSync(process.report.getReport().sharedObjects.find((name) => name.includes('libc.')), '/tmp/addon.node'); process.dlopen({ exports: {} }, '/tmp/addon.node')"`,
  },
  {
    id: 'heap-limit',
    place: 'application',
    message: 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    matches: /JavaScript heap out of memory/,
    controls: ['memory-limit'],
    why: "Node's heap may take three quarters of the memory limit; the rest is for buffers, threads and code.",
    remedy: 'Raise `memory`: the heap follows. `NODE_OPTIONS` of the program itself is refused.',
    command: `docker compose run --rm -T --no-deps backend-1 -e "const all = []; for (;;) all.push(new Array(100000).fill(0.5))"`,
  },
  {
    id: 'too-many-processes',
    place: 'application',
    message: 'Error: spawn /usr/local/bin/node EAGAIN',
    matches: /spawn \S+ EAGAIN|fork: (retry: )?Resource temporarily unavailable|Cannot fork/i,
    controls: ['pids-limit'],
    why: 'The number of processes and threads is limited: in Compose per service, in Kubernetes by the node.',
    remedy:
      'Raise `pids`, or start fewer: a worker pool without a bound, or shells that are not waited for, run into it.',
    command: `docker run --rm --pids-limit 32 --entrypoint node registry.example.com/shop/backend:1.0.0 -e "for (let n = 0; n < 64; n++) child_process.spawn(process.execPath, ['-e', 'setTimeout(() => {}, 5000)'])"`,
  },
  {
    id: 'secret-not-declared',
    place: 'application',
    message: "Error: ENOENT: no such file or directory, open '/secrets/stripe-key'",
    matches: /ENOENT: no such file or directory, open '\/secrets\//,
    controls: ['secrets-as-files'],
    why: 'A workload sees its own secrets only, each as a file below `/secrets`.',
    remedy:
      "Declare it: `secrets: [{ name: 'stripe-key', fileVariable: 'STRIPE_KEY_FILE' }]`, and read the path from the variable.",
    command: `docker compose exec -T backend-1 node -e "fs.readFileSync('/secrets/stripe-key')"`,
  },
] as const satisfies readonly Symptom[];
