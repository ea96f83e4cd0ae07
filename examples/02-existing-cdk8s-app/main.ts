import { App } from 'cdk8s';
import { HardenedChart, Image, NodeService } from 'cdk8s-hardened';
import { Around } from './charts/around';
import { Catalogue } from './charts/catalogue';

const app = new App();
new Catalogue(app, 'catalogue');
const shop = new HardenedChart(app, 'shop', { namespace: 'shop', root: __dirname });
const backend = new NodeService(shop, 'backend', { image: Image.locked('node:24-bookworm-slim'), port: 3000 });
new Around(app, 'around', { backend });

app.synth();
