import { parse, type Inside } from '../../engine/docker/inside';
import { CGROUP_FILES } from '../../engine/inside/cgroup';
import { once, shellIn, type Cluster } from './cluster';

const TRIED = '/ /etc /usr /usr/local/bin /var /app /secrets /config /root /home /data /tmp /dev/shm';

/** What a container sees of itself, in the form that the engine's questions read. Links of projected files are followed. */
const SCRIPT = `
section() { printf '\\n@@ %s\\n' "$1"; }
section status; cat /proc/1/status
section mounts; cat /proc/1/mounts
for f in ${CGROUP_FILES.join(' ')}; do if [ -r /sys/fs/cgroup/$f ]; then section "cgroup $f"; cat /sys/fs/cgroup/$f; fi; done
section stat; stat -L -c '%n %a %u %g' /tmp /data /secrets/* /config/* 2>/dev/null
section tried
for d in ${TRIED}; do
  if [ -d $d ]; then if ( : > $d/.try ) 2>/dev/null; then echo "yes $d"; rm -f $d/.try; else echo "no $d"; fi; fi
done
true
`;

export const inside = (cluster: Cluster, workload: string): Promise<Inside> =>
  once(cluster, `inside ${workload}`, async () => parse(await shellIn(cluster, workload, SCRIPT)));
