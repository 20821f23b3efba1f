import { parseScenario } from './parseScenario';

const HEADER = `scenario: A fault
sources: [https://kubernetes.io/docs/]
age: 1h
expect:
  causes: [{ cause: quota-blocks, subject: ResourceQuota/shop/pods }]
  detectors: [{ detector: create.quota-exceeded, subject: Deployment/shop/cart }]
`;

const MANIFEST = `---
apiVersion: v1
kind: ConfigMap
metadata: { name: a, namespace: shop }
`;

function parse(text: string, healthy = false) {
  return parseScenario({
    name: 'admission/case',
    healthy,
    text,
    include: path => `# ${path}\n${MANIFEST}`,
  });
}

describe('parseScenario', () => {
  it('files manifests under the step before them', () => {
    const { steps } = parse(
      `${HEADER}${MANIFEST}---\nstep: change\nago: 10m\ndelete: [ConfigMap/shop/a]\n${MANIFEST}${MANIFEST}`,
    );
    expect(
      steps.map(({ title, ago, manifests }) => [title, ago, manifests.length]),
    ).toEqual([
      ['apply', '1h', 1],
      ['change', '10m', 2],
    ]);
    expect(steps[1].delete).toEqual(['ConfigMap/shop/a']);
  });

  it('takes included manifests first', () => {
    const { steps } = parse(`${HEADER}include: [crds/x.yaml]\n${MANIFEST}`);
    expect(steps[0].manifests).toHaveLength(2);
  });

  it.each([
    ['an unknown field', `${HEADER}expected: 1\n`, /expected/],
    ['no source', HEADER.replace('https://kubernetes.io/docs/', ''), /sources/],
    [
      'a subject that is no name',
      HEADER.replace('ResourceQuota/shop/pods', 'pods'),
      /is not a name such as/,
    ],
    [
      'an age that is no duration',
      HEADER.replace('1h', '1 hour'),
      /is not a duration/,
    ],
    [
      'two states of a container',
      `${HEADER}play:\n  pods:\n    - of: Pod/shop/a\n      containers: { a: { waiting: { reason: x }, running: {} } }\n`,
      /play/,
    ],
    [
      'a step before the one before it',
      `${HEADER}---\nstep: change\nago: 2h\n`,
      /not later/,
    ],
    [
      'a fault without causes',
      'scenario: x\nsources: [https://kubernetes.io/]\n',
      /expects causes/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it('refuses a healthy scenario that expects something', () => {
    expect(() => parse(HEADER, true)).toThrow(/neither causes nor detectors/);
  });
});
