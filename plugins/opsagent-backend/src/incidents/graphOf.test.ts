import { Incident, ObjectReference, Severity } from '@opsagent/engine';
import { finding, incident } from '../__testUtils__/fixtures';
import { objectKey } from '../entities/objectKey';
import { LinkedFinding } from '../findings/FindingStore';
import { ObjectReader } from '../findings/ObjectReader';
import { Grant } from '../permissions/Grant';
import { IncidentReader } from './IncidentReader';
import { cutIncident } from './cutIncident';
import { graphOf } from './graphOf';
import { linkIncident } from './linkIncident';

const PAY = 'component:default/pay';
const CART = 'component:default/cart';
const SHOP = 'component:default/shop';

const object = (kind: string, name: string): ObjectReference => ({
  kind,
  namespace: 'shop',
  name,
});
const pay = object('Deployment', 'pay');
const payService = object('Service', 'pay');
const cart = object('Deployment', 'cart');
const ingress = object('Ingress', 'shop');

const OWNERS: Record<string, string[]> = {
  [objectKey(pay)]: [PAY],
  [objectKey(payService)]: [PAY],
  [objectKey(cart)]: [CART, SHOP],
};

const members: LinkedFinding[] = [
  finding('root', { subject: pay, severity: 'critical' }, [PAY]),
  finding('second', { subject: pay, severity: 'low' }, [PAY]),
  finding('echo', { subject: cart, severity: 'high' }, [CART, SHOP]),
];

const whole: Incident = {
  ...incident(
    'i',
    members.map(each => each.finding),
  ),
  flow: [
    { from: pay, to: payService },
    { from: payService, to: cart },
    { from: cart, to: ingress },
  ],
};

interface Rights {
  visible?: string[];
  /** Ids of findings. */
  findings?: string[];
  unmapped?: boolean;
  read?: Grant;
}

function readerFor(of: Incident, rights: Rights) {
  const { objects } = linkIncident(
    of,
    new Map(members.map(each => [each.finding.id, each])),
    { entitiesOf: each => OWNERS[objectKey(each)] ?? [] },
  );
  const findings = new Set(rights.findings);
  return new IncidentReader({
    incident: of,
    objects,
    reader: new ObjectReader(
      { cluster: 'prod', severity: of.severity },
      {
        visible: new Set(rights.visible),
        unmapped: rights.unmapped ?? false,
        read: rights.read ?? true,
      },
    ),
    findings,
    whole: findings,
    entityRefs: new Set(),
  });
}

function graphFor(rights: Rights, of = whole) {
  const severities = new Map<string, Severity>(
    members
      .filter(each => rights.findings?.includes(each.finding.id))
      .map(each => [each.finding.id, each.finding.severity]),
  );
  const { nodes, edges } = graphOf(of, readerFor(of, rights), severities);
  return {
    nodes: nodes.map(
      ({ object: { kind, name }, role, severity }) =>
        `${role} ${kind}/${name}${severity ? ` ${severity}` : ''}`,
    ),
    edges: edges.map(({ from, to }) => `${from} > ${to}`),
    told: JSON.stringify(nodes),
  };
}

const EVERYTHING = {
  visible: [PAY, CART, SHOP],
  findings: ['root', 'second', 'echo'],
};

describe('the graph of an incident', () => {
  it('begins with the cause, and tells of each object what is found about it', () => {
    expect(graphFor(EVERYTHING)).toMatchObject({
      nodes: [
        'cause Deployment/pay critical',
        'reached Service/pay',
        'symptom Deployment/cart high',
        'reached Ingress/shop',
      ],
      edges: ['0 > 1', '1 > 2', '2 > 3'],
    });
  });

  it('tells those who suffer the kind of what caused it, and hangs their own on it', () => {
    const { edges, nodes, told } = graphFor({
      visible: [CART],
      findings: ['echo'],
    });
    expect(nodes).toEqual([
      'cause Deployment/',
      'symptom Deployment/cart high',
    ]);
    expect(edges).toEqual(['0 > 1']);
    expect(told).not.toMatch(/pay|component:default\/shop|root|second|Ingress/);
  });

  it('leaves out what others suffer', () => {
    const { nodes, told } = graphFor({
      visible: [PAY],
      findings: ['root', 'second'],
    });
    expect(nodes).toEqual([
      'cause Deployment/pay critical',
      'reached Service/pay',
      'reached Ingress/shop',
    ]);
    expect(told).not.toMatch(/cart|echo/);
  });

  it('keeps what belongs to nobody from those who only suffer and see no finding about it', () => {
    const { nodes } = graphFor({ visible: [], findings: [] });
    expect(nodes).toEqual(['cause Deployment/']);
  });

  it('obeys the conditions of a policy for what nothing is found about', () => {
    const { nodes, told } = graphFor({
      ...EVERYTHING,
      findings: ['root'],
      read: { property: 'namespace', values: ['bank'] },
    });
    expect(nodes).toEqual(['cause Deployment/pay critical']);
    expect(told).not.toMatch(/cart|Ingress|Service/);
  });

  it('calls nothing the cause while that cannot be determined', () => {
    const [cause] = whole.causes;
    const { nodes } = graphFor(EVERYTHING, {
      ...whole,
      causes: [{ ...cause, confidence: 0 }],
    });
    expect(nodes[0]).toBe('symptom Deployment/pay critical');
  });

  it('is one object where the failure stays, and for what was kept before graphs were', () => {
    const { flow: _, ...alone } = whole;
    expect(graphFor(EVERYTHING, alone)).toMatchObject({
      nodes: ['cause Deployment/pay critical'],
      edges: [],
    });
  });

  it('hides no text for the sake of what the failure only comes through', () => {
    const reader = readerFor(whole, { visible: [CART], findings: ['echo'] });
    const { title } = cutIncident(
      { ...whole, subject: cart, title: 'cart fails with the shop' },
      'Broken',
      reader,
    );
    expect(title).toBe('cart fails with the shop');
    expect(cutIncident(whole, 'Broken', reader)).not.toHaveProperty('flow');
  });
});
