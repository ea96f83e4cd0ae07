import { HardenedChart, Image, NodeService } from 'cdk8s-hardened';
import { parse } from 'yaml';
import { NODE_IMAGE } from '../../lib/model/known-images';
import { synthesize } from '../programs/synthesize';

test('AppArmor and SELinux are told the same in both outputs', () => {
  const { files } = synthesize((app) => {
    const chart = new HardenedChart(app, 'shop', { namespace: 'shop', kubernetesVersion: '1.30' });
    const seLinux = { type: 'container_init_t', level: 's0:c1,c2' } as const;
    new NodeService(chart, 'web', { image: Image.of(NODE_IMAGE), port: 3000, appArmor: 'shop/web', seLinux });
  });
  const text = (path: string): string => files.find((file) => file.path === path)?.text ?? '';
  expect((parse(text('compose/shop/compose.yaml')) as Compose).services['web']?.security_opt).toEqual([
    'no-new-privileges:true',
    'apparmor=shop/web',
    'label=type:container_init_t',
    'label=level:s0:c1,c2',
  ]);
  const manifests = text('kubernetes/shop.k8s.yaml');
  expect(manifests).toContain(
    'appArmorProfile:\n              type: Localhost\n              localhostProfile: shop/web',
  );
  expect(manifests).toContain('seLinuxOptions:\n              type: container_init_t\n              level: s0:c1,c2');
});

interface Compose {
  readonly services: Readonly<Record<string, { readonly security_opt?: readonly string[] }>>;
}
