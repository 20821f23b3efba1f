import { field } from '../../findings/evidence';
import { finding, incidentsFor, summaryOf } from '../../incidents/testFindings';
import { minutes } from '../../snapshot/durations';
import { ago, object } from '../../testing/builders';
import { crashing, serviceWith } from '../testCrash';

const deployment = object('Deployment', 'cart');
const policy = (age: number) => object('NetworkPolicy', 'deny', {}, { age });
const affected = [
  { kind: 'Pod', namespace: 'shop', name: 'cart-2-x', container: 'app' },
];
const crash = finding('pod.crash-loop', deployment, {
  affected,
  since: ago(minutes(10)),
});
const logs = (log: string) => new Map([['shop/cart-2-x/app', log]]);
const timeout = 'dial tcp: connect to orders-db:5432: i/o timeout';

const services = [
  ...serviceWith('orders-db', true),
  ...serviceWith('billing', true),
];

describe('network-policy-blocks', () => {
  const blocked = (tier: 'problem' | 'risk') =>
    finding('netpol.blocks-dependency', deployment, {
      tier,
      evidence: [
        field(policy(minutes(12)), 'spec.ingress', []),
        field(object('Service', 'orders-db'), 'spec.ports', []),
      ],
    });
  const causes = (log: string, tier: 'problem' | 'risk', age = minutes(12)) =>
    incidentsFor(
      [...crashing(), policy(age), ...services],
      [crash, blocked(tier)],
      logs(log),
    );

  it.each(['problem', 'risk'] as const)(
    'takes along a container that waits in vain, where it is a %s',
    tier => {
      expect(causes(timeout, tier).map(summaryOf)).toEqual([
        `network-policy-blocks Deployment/cart: ${tier === 'problem' ? 2 : 1}`,
      ]);
    },
  );

  it('is surer of a policy that was made shortly before', () => {
    const [old] = causes(timeout, 'risk', minutes(600));
    const [young] = causes(timeout, 'risk', minutes(12));
    expect(young.causes[0].confidence).toBeGreaterThan(
      old.causes[0].confidence,
    );
    expect(young.causes[0].evidence).toContainEqual(
      expect.objectContaining({ path: 'metadata.creationTimestamp' }),
    );
  });

  it.each([
    ['another host', 'dial tcp: connect to billing:80: i/o timeout'],
    ['something else', 'panic: nil map'],
  ])('does not explain %s', (_, log) => {
    expect(causes(log, 'risk').map(summaryOf).join()).not.toContain(
      'network-policy',
    );
  });

  it('blames the policy that keeps everybody from the DNS, once', () => {
    const denial = object(
      'NetworkPolicy',
      'deny',
      {},
      { namespace: 'kube-system' },
    );
    const refused = (name: string, policyOf = denial) =>
      finding('netpol.blocks-dns', object('Deployment', name), {
        evidence: [field(policyOf, 'spec.ingress', [])],
      });
    expect(
      incidentsFor([denial], [refused('cart'), refused('search')]).map(
        summaryOf,
      ),
    ).toEqual(['network-policy-blocks NetworkPolicy/deny: 2']);
    const own = policy(minutes(60));
    expect(
      incidentsFor([own], [refused('cart', own), refused('search', own)]).map(
        each => each.causes[0].subject.name,
      ),
    ).toEqual(['cart', 'search']);
  });
});
