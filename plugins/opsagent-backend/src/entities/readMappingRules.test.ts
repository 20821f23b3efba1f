import { ConfigReader } from '@backstage/config';
import { readMappingRules } from './readMappingRules';

const read = (mapping?: unknown) =>
  readMappingRules(
    new ConfigReader({ opsagent: mapping ? { mapping } : {} } as never),
  );

describe('readMappingRules', () => {
  it('reads rules, and spells their entities as the catalog does', () => {
    expect(read()).toEqual([]);
    const rule = {
      cluster: 'prod-*',
      namespace: 'shop',
      labels: { app: 'cart' },
      kind: 'Rollout.argoproj.io',
    };
    expect(read([{ ...rule, entityRef: 'Component:Cart' }])).toEqual([
      { ...rule, entityRef: 'component:default/cart' },
    ]);
  });

  it.each<[unknown, RegExp]>([
    [{ namespace: 'shop' }, /^opsagent\.mapping: /],
    [[{ namespace: 'a' }], /^opsagent\.mapping\[0\]\.entityRef: /],
    [
      [
        { namespace: 'a', entityRef: 'component:a' },
        { namespace: 'b', entityRef: 'b' },
      ],
      /^opsagent\.mapping\[1\]\.entityRef: "b" .* component:default\/checkout$/,
    ],
    [
      [{ entityRef: 'component:a' }],
      /^opsagent\.mapping\[0\]: .*cluster, namespace, labels, kind$/,
    ],
    [
      [{ labels: {}, entityRef: 'component:a' }],
      /^opsagent\.mapping\[0\]: would map every object/,
    ],
    [
      [{ namespace: '*', entityRef: 'component:a' }],
      /\[0\]\.namespace: "\*" would match any name/,
    ],
    [
      [{ labels: { canary: true }, entityRef: 'component:a' }],
      /\[0\]\.labels\.canary: true is no text; put it in quotes/,
    ],
    [
      [{ kind: 'deployments', entityRef: 'component:a' }],
      /\[0\]\.kind: "deployments" is not a kind/,
    ],
    [
      [{ namspace: 'a', kind: 'Pod', entityRef: 'component:a' }],
      /\[0\]: .*namspace/,
    ],
  ])('names the rule and the field that is wrong in %j', (mapping, message) => {
    expect(() => read(mapping)).toThrow(message);
  });
});
