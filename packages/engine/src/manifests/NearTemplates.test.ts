import { Workload } from '../graph/workloads';
import { NearTemplates } from './NearTemplates';

const deployment = (name: string, labels: Record<string, string>) =>
  ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { selector: {}, template: { metadata: { labels } } },
  }) as Workload;

describe('NearTemplates', () => {
  const near = (selector: Record<string, string>, ...workloads: Workload[]) =>
    new NearTemplates(workloads).nearTo('shop', selector)?.workload.metadata
      .name;

  it('prefers the template with more equal pairs', () => {
    expect(
      near(
        { app: 'crat', tier: 'backend' },
        deployment('one', { app: 'cart', tier: 'bakend' }),
        deployment('two', { app: 'cart', tier: 'backend' }),
      ),
    ).toBe('two');
  });

  it('chooses none of two that are as near', () => {
    expect(
      near(
        { app: 'crat' },
        deployment('one', { app: 'cart' }),
        deployment('two', { app: 'cart' }),
      ),
    ).toBeUndefined();
  });

  it('knows nothing of other namespaces', () => {
    expect(
      new NearTemplates([deployment('one', { app: 'cart' })]).nearTo('other', {
        app: 'crat',
      }),
    ).toBeUndefined();
  });

  it('looks at few templates of many that share a label', () => {
    const COUNT = 300;
    let looks = 0;
    const workloads = Array.from({ length: COUNT }, (_, index) =>
      deployment(`w${index}`, {
        chart: 'shop',
        get app() {
          looks += 1;
          return `c${index}settings`;
        },
      }),
    );
    const templates = new NearTemplates(workloads);
    looks = 0;
    for (let index = 0; index < COUNT; index++)
      expect(
        templates.nearTo('shop', { chart: 'shop', app: `c${index}setings` }),
      ).toMatchObject({ workload: { metadata: { name: `w${index}` } } });
    expect(looks).toBeLessThan(COUNT * 100);
  });
});
