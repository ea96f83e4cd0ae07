import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';

/** What was there before: a Deployment of cdk8s-plus, and an object written by hand. */
export class Catalogue extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'catalogue' });
    new kplus.Deployment(this, 'web', {
      containers: [{ image: 'registry.example.com/catalogue/web:3.2.1', portNumber: 8080 }],
    }).exposeViaService();
    new ApiObject(this, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  }
}
