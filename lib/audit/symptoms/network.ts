import type { Symptom } from './symptom';

/** What a process is told when it talks to others. */
export const networkSymptoms = [
  {
    id: 'name-not-resolved',
    place: 'network',
    message: 'Error: getaddrinfo EAI_AGAIN api.example.com',
    matches: /EAI_AGAIN|Temporary failure in name resolution/,
    controls: ['declared-edges-only', 'default-deny'],
    why: 'Names outside of the project do not resolve where no peer outside is declared: no query leaves in Compose, and the network policy stops it in Kubernetes.',
    remedy:
      "Declare whom it calls: `connectTo(…)` for a workload, `Peer.host('api.example.com', 443)` for somebody outside.",
    command: `docker compose exec -T backend-1 node -e "dns.lookup('api.example.com', (error) => { throw error; })"`,
  },
  {
    id: 'no-way-out',
    place: 'network',
    message: 'Error: connect ENETUNREACH 192.0.2.1:443 - Local (0.0.0.0:0)',
    matches: /ENETUNREACH|Network is unreachable/i,
    controls: ['declared-edges-only', 'default-deny'],
    why: 'A workload without a declared peer outside has no way out; in Compose its networks are internal.',
    remedy: "Declare the peer: `connectTo(Peer.host('api.example.com', 443))` or `Peer.cidr('192.0.2.0/24', 443)`.",
    command: `docker run --rm --network none --entrypoint node registry.example.com/shop/backend:1.0.0 -e "net.connect(443, '192.0.2.1')"`,
  },
  {
    id: 'no-answer',
    place: 'network',
    message: 'Error: connect ETIMEDOUT 10.0.0.5:5432',
    matches: /connect ETIMEDOUT|Connection timed out/i,
    controls: ['declared-edges-only', 'default-deny'],
    why: 'Somebody drops the packets: in Kubernetes the network policy. A server of somebody else that has a private address is reached only where its `cidr` is declared, since policies know no names.',
    remedy:
      "Declare its addresses: `ExternalService.at(…, { cidr: '10.0.0.0/28' })`, `Peer.host(…, { cidr })`, or `Peer.cidr('10.0.0.0/28', 5432)`. For pods of another namespace say `namespace` and `labels`.",
    command: `docker network create --subnet 10.0.0.0/28 symptom-far >/dev/null; docker network create symptom-near >/dev/null; docker run --detach --name symptom --network symptom-far --ip 10.0.0.5 --entrypoint node registry.example.com/shop/backend:1.0.0 -e "net.createServer().listen(5432)"; sleep 1; docker run --rm --network symptom-near --sysctl net.ipv4.tcp_syn_retries=1 --entrypoint node registry.example.com/shop/backend:1.0.0 -e "net.connect(5432, '10.0.0.5')"; docker rm --force symptom; docker network rm symptom-far symptom-near`,
  },
  {
    id: 'connection-refused',
    place: 'network',
    message: 'Error: connect ECONNREFUSED 127.0.0.1:6379',
    matches: /ECONNREFUSED|Connection refused/i,
    controls: ['declared-edges-only', 'redis-tls-only'],
    why: 'Nobody listens there. `localhost` is the container itself; each workload has a name of its own.',
    remedy: 'Connect to the address in the variable that `connectTo` brings, for instance `REDIS_URL`.',
    command: `docker compose exec -T backend-1 node -e "net.connect(6379, '127.0.0.1')"`,
  },
  {
    id: 'unknown-authority',
    place: 'network',
    message: 'Error: self-signed certificate in certificate chain',
    matches:
      /unable to verify the first certificate|UNABLE_TO_VERIFY_LEAF_SIGNATURE|self-signed certificate in certificate chain|SELF_SIGNED_CERT_IN_CHAIN|unable to get local issuer certificate|certificate verify failed/i,
    controls: ['redis-tls-only'],
    why: "The server's certificate comes from the project's own authority, which no program trusts by itself.",
    remedy:
      'Give the client the authority: `tls: { ca: readFileSync(process.env.REDIS_CA_FILE) }`. Never switch verification off.',
    command: `docker compose exec -T backend-1 node -e "tls.connect(6379, 'redis')"`,
  },
  {
    id: 'other-name-in-certificate',
    place: 'network',
    message: "Hostname/IP does not match certificate's altnames: Host: cache. is not in the cert's altnames: DNS:redis",
    matches: /does not match certificate's altnames|ERR_TLS_CERT_ALTNAME_INVALID/,
    controls: ['redis-tls-only'],
    why: 'The certificate names the workload; another name, an alias or an address is refused.',
    remedy: 'Connect by the name in the variable (`REDIS_URL`), or set `servername` of the client to it.',
    command: `docker compose exec -T backend-1 node -e "tls.connect({ port: 6379, host: 'redis', servername: 'cache', ca: fs.readFileSync('/secrets/redis-ca.crt') })"`,
  },
] as const satisfies readonly Symptom[];
