import { App } from 'cdk8s';
import { Catalogue } from './charts/catalogue';

const app = new App();
new Catalogue(app, 'catalogue');

app.synth();
