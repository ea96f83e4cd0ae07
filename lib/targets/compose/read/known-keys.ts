/*
 * Keys of the Compose specification that a control judges, or that weaken nothing. What any other key does to a service
 * nobody here can say: who runs it (`provider`), what it is given (`models`, `label_file`, `credential_spec`), or whom it
 * is joined to (`links`, `external_links`).
 */
const serviceKeys: ReadonlySet<string> = new Set([
  ...['annotations', 'attach', 'blkio_config', 'build', 'cap_add', 'cap_drop', 'cgroup', 'cgroup_parent', 'command'],
  ...['configs', 'container_name', 'cpu_count', 'cpu_percent', 'cpu_period', 'cpu_quota', 'cpu_rt_period'],
  ...['cpu_rt_runtime', 'cpu_shares', 'cpus', 'cpuset', 'depends_on', 'deploy', 'develop', 'device_cgroup_rules'],
  ...['devices', 'dns', 'dns_opt', 'dns_search', 'domainname', 'entrypoint', 'env_file', 'environment', 'expose'],
  ...['extends', 'extra_hosts', 'gpus', 'group_add', 'healthcheck', 'hostname', 'image', 'init', 'ipc', 'isolation'],
  ...['labels', 'logging', 'mac_address', 'mem_limit', 'mem_reservation', 'mem_swappiness', 'memswap_limit'],
  ...['network_mode', 'networks', 'oom_kill_disable', 'oom_score_adj', 'pid', 'pids_limit', 'platform', 'ports'],
  ...['post_start', 'pre_stop', 'privileged', 'profiles', 'pull_policy', 'pull_refresh_after', 'read_only', 'restart'],
  ...['runtime', 'scale', 'secrets', 'security_opt', 'shm_size', 'stdin_open', 'stop_grace_period', 'stop_signal'],
  ...['storage_opt', 'sysctls', 'tmpfs', 'tty', 'ulimits', 'use_api_socket', 'user', 'userns_mode', 'uts', 'volumes'],
  ...['volumes_from', 'working_dir'],
]);

const fileKeys: ReadonlySet<string> = new Set([
  ...['configs', 'include', 'name', 'networks', 'secrets', 'services', 'version', 'volumes'],
]);

/** Whether a key of a service can be judged. */
export const isKnownOfService = (key: string): boolean => serviceKeys.has(key) || key.startsWith('x-');

/** Whether a key of a file can be judged. */
export const isKnownOfFile = (key: string): boolean => fileKeys.has(key) || key.startsWith('x-');
