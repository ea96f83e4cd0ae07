import {
  HardenedChart,
  Image,
  NodeService,
  Redis,
  type HardenedApp,
  type RedisConnectionProps,
  type RedisProps,
} from 'cdk8s-hardened';
import { NODE_IMAGE } from '../../lib/model/known-images';

type Refused = (app: HardenedApp) => void;

/** Something the compiler refuses too, for programs in JavaScript. */
const untyped = <T>(value: unknown): T => value as T;

const shop = (app: HardenedApp): HardenedChart => new HardenedChart(app, 'shop', { namespace: 'shop' });

/** A Redis with these props. */
const server =
  (props: RedisProps): Refused =>
  (app) =>
    void new Redis(shop(app), 'redis', props);

/** A service that is connected like this. */
const connected =
  (props: RedisConnectionProps): Refused =>
  (app) => {
    const chart = shop(app);
    const web = new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000 });
    web.connectTo(new Redis(chart, 'redis'), props);
  };

/** Programs about Redis by what is wrong with them. */
export const refusedRedis: Readonly<Record<string, Refused>> = {
  'a log of writes without storage': server({ persistence: 'aof' }),
  'snapshots without storage': server({ persistence: 'rdb' }),
  'storage that nothing is written to': server({ storage: '2Gi', persistence: 'none' }),
  'a persistence that is none': server({ storage: '2Gi', persistence: untyped('aof\nloadmodule /data/x.so') }),
  'messages without channels': connected({ access: 'pub-sub' }),
  'messages with keys': connected({ access: 'pub-sub', keys: ['news:*'], channels: ['news:*'] }),
  'a queue without keys': connected({ access: 'queue', channels: ['job:*'] }),
  'every channel of a server': connected({ access: 'pub-sub', channels: ['*'] }),
  'nearly every key and channel': connected({ access: 'queue', keys: ['?ob:*', 'j*'], channels: ['[a-z]*'] }),
  'channel patterns that are none': connected({ access: 'pub-sub', channels: ['&news:*', 'a b', ''] }),
  'channels on which the server tells keys': connected({ access: 'pub-sub', channels: ['__keyspace@0__:*'] }),
};
