import http from 'node:http';

export function createServer(handler) {
  const server = http.createServer(
    {
      maxHeaderSize: 8 * 1024,
      headersTimeout: 5_000,
      requestTimeout: 10_000,
      connectionsCheckingInterval: 1_000, // how exact the two limits above are
      keepAliveTimeout: 65_000, // longer than a usual proxy keeps a connection: it must be the one that closes
    },
    handler,
  );
  server.timeout = 30_000; // a client that stops reading
  return server;
}

/** All interfaces: in a container that is what its network reaches, and the manifests decide who that is. */
export function listen(server, port, host = '0.0.0.0') {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address().port);
    });
  });
}
