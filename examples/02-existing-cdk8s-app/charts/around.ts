import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { NodeService } from 'cdk8s-hardened';
import type { Construct } from 'constructs';

/** Objects of cdk8s-plus that select, scale and expose a hardened workload. */
export class Around extends Chart {
  constructor(scope: Construct, id: string, { backend }: { readonly backend: NodeService }) {
    super(scope, id, { namespace: 'shop' });
    const service = new kplus.Service(this, 'service', {
      metadata: { name: 'backend-http' },
      selector: backend,
      ports: [{ port: 80, targetPort: 3000 }],
    });
    const ingress = new kplus.Ingress(this, 'ingress');
    ingress.addHostRule('shop.example.com', '/', kplus.IngressBackend.fromService(service));
    new kplus.HorizontalPodAutoscaler(this, 'autoscaler', { target: backend, minReplicas: 2, maxReplicas: 5 });
    const policy = new kplus.NetworkPolicy(this, 'policy', { selector: backend });
    const monitoring = kplus.Namespaces.select(this, 'monitoring', { names: ['monitoring'] });
    policy.addIngressRule(monitoring, [kplus.NetworkPolicyPort.tcp(3000)]);
  }
}
