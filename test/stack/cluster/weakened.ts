import { PROJECT } from '../places';
import type { Visits } from '../running';
import type { Manifests } from './manifests';
import type { Weakened } from './prove';
import { changeFile, openAll, openUser, withoutLevel, withoutLimits, writableRoot } from './weaken';

const START = "require('node:module').syncBuiltinESMExports();import('/app/src/server.js')";

/** In front of the program as it is in its image: TLS or plain text, by the first byte. */
const EITHER = `const https=require('node:https'),http=require('node:http'),net=require('node:net'),make=https.createServer;
https.createServer=(pair,handle)=>{const tls=make(pair,handle),plain=http.createServer(handle);
const either=net.createServer((socket)=>socket.once('readable',()=>{const first=socket.read();if(first===null)return;
socket.unshift(first);(first[0]===22?tls:plain).emit('connection',socket)}));
tls.listen=(...where)=>either.listen(...where);return tls};${START}`;

/** The program ends when it says that something is wrong with Redis. */
const GIVES_UP = `const log=console.log;console.log=(text)=>{log(text);if(/"what":"redis"/.test(text))process.exit(1)};${START}`;

function manifests(all: Manifests): void {
  withoutLevel(all, PROJECT);
  const [web1, web2] = [all.the('Deployment', 'web1'), all.the('Deployment', 'web2')];
  withoutLimits(web2);
  writableRoot(web1);
  web1.set(`${web1.pods}|containers|0|args`, ['-e', EITHER]);
  web2.set(`${web2.pods}|containers|0|args`, ['-e', GIVES_UP]);
  const more = { secret: { name: 'web2.redis', items: [{ key: 'auth', path: 'other' }] } };
  web1.add(`${web1.pods}|volumes|0|projected|sources`, more);
  all.the('ConfigMap', 'nginx').edit('data|nginx.conf', 'error_page 502 503 504 = @other;', '');
}

/** What must be noticed of example 03 on a cluster. */
export const VISITS_WEAKENED: Weakened<Visits> = {
  manifests,
  applied: [
    { name: 'a process that may get capabilities', red: ['visits/processes'] },
    { name: 'a writable root', red: ['visits/writable'] },
    { name: 'the password of another', red: ['visits/own-secrets'] },
    { name: 'a server that answers plain text too', red: ['visits/web-tls'] },
    { name: 'a door that does not ask the other server', red: ['visits/web1-lost'] },
    { name: 'a server that ends with Redis', red: ['visits/redis-lost'] },
  ],
  then: [
    { name: 'no commands in README', red: ['visits/comes-up'], asked: () => ({ readme: '' }) },
    {
      name: 'a user who may do all, with any password',
      red: ['visits/redis-rights'],
      weaken: (node) => openUser(node, PROJECT, 'web1'),
    },
    {
      name: 'a door that knows one server',
      red: ['visits/counts'],
      weaken: (node) => changeFile(node, PROJECT, 'nginx', 'nginx.conf', '50% web1; * web2;', '50% web1; * web1;'),
    },
    {
      name: 'a policy that lets everybody through',
      red: ['visits/pairs', 'visits/outside'],
      weaken: (node) => openAll(node, PROJECT),
    },
  ],
};
