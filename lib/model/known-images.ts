/*
 * Images that are used where a program names none. Digests are facts, read from public repositories that pin the same
 * pair; `images.lock.json` or a prop replaces them.
 */

/** Base image of generated Dockerfiles: Node 24 LTS on Debian 12. */
export const NODE_IMAGE =
  'node:24-bookworm-slim@sha256:6f7b03f7c2c8e2e784dcf9295400527b9b1270fd37b7e9a7285cf83b6951452d';

/** Redis 8.2 on Alpine; its files belong to 999:1000. */
export const REDIS_IMAGE = 'redis:8.2.3-alpine@sha256:08ad0b1d280850169a790dba1393ff7a90aef951fc19632cf4d3ce4f78e679ba';

/** The user that owns `/data` in `REDIS_IMAGE`. */
export const REDIS_OWNER = { uid: 999, gid: 1000 } as const;
