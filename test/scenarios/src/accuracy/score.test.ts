import { Analysis, Finding, Incident } from '@opsagent/engine';
import { parseObjectName } from '../scenario/reference';
import { Scenario } from '../scenario/Scenario';
import { score } from './score';

const CART = 'Deployment/shop/cart';
const DB = 'StatefulSet/shop/db';

function finding(
  detector: string,
  subject: string,
  part: Partial<Finding> = {},
): Finding {
  return {
    id: `${detector} ${subject}`,
    detector,
    tier: 'problem',
    severity: 'high',
    subject: parseObjectName(subject),
    title: detector,
    message: `${subject} has ${detector}`,
    evidence: [],
    affected: [],
    symptoms: [],
    ...part,
  };
}

/** An incident whose causes are given as `cause subject`, with these findings. */
function incident(
  causes: readonly string[],
  findings: readonly Finding[],
): Incident {
  return {
    causes: causes.map(text => {
      const [cause, subject] = text.split(' ');
      return { cause, subject: parseObjectName(subject), confidence: 0.9 };
    }),
    findings: findings.map(({ id }) => id),
  } as Partial<Incident> as Incident;
}

function analysis(incidents: Incident[], findings: Finding[]): Analysis {
  return {
    cluster: 'test',
    capturedAt: '2026-03-02T10:00:00Z',
    findings,
    incidents,
    coverage: { detectors: { skipped: [], failed: [] } },
  } as unknown as Analysis;
}

function expecting(
  causes: readonly string[],
  detectors: readonly string[] = [],
): Pick<Scenario, 'name' | 'area' | 'healthy' | 'expect'> {
  const [name, area] = ['area/name', 'area'];
  return {
    name,
    area,
    healthy: causes.length === 0,
    expect: {
      causes: causes.map(text => {
        const [cause, subject] = text.split(' ');
        return { cause, subject, or: [] };
      }),
      detectors: detectors.map(text => {
        const [detector, subject] = text.split(' ');
        return { detector, subject };
      }),
    },
  };
}

const crash = finding('pod.crash-loop', CART);
const noise = finding('pod.restart-rate', 'Deployment/shop/web');

describe('score', () => {
  describe('roots', () => {
    const rootsOf = (expected: readonly string[], incidents: Incident[]) =>
      score(expecting(expected), analysis(incidents, [crash, noise])).roots.map(
        ({ top1, top3 }) => [top1, top3],
      );

    it.each<[string, string[], Incident[], boolean[][]]>([
      [
        'named first',
        [`a ${CART}`],
        [incident([`a ${CART}`], [crash])],
        [[true, true]],
      ],
      [
        'named second',
        [`a ${CART}`],
        [incident([`b ${CART}`, `a ${CART}`], [crash])],
        [[false, true]],
      ],
      [
        'named fourth',
        [`a ${CART}`],
        [
          incident(
            [`b ${CART}`, `c ${CART}`, `d ${CART}`, `a ${CART}`],
            [crash],
          ),
        ],
        [[false, false]],
      ],
      [
        'with the wrong subject',
        [`a ${CART}`],
        [incident([`a ${DB}`], [crash])],
        [[false, false]],
      ],
      [
        'with the wrong cause',
        [`a ${CART}`],
        [incident([`b ${CART}`], [crash])],
        [[false, false]],
      ],
      ['without any incident', [`a ${CART}`], [], [[false, false]]],
      [
        'without any cause',
        [`a ${CART}`],
        [incident([], [crash])],
        [[false, false]],
      ],
      [
        'below an incident that nobody expected',
        [`a ${CART}`],
        [incident(['x Node/n'], [noise]), incident([`a ${CART}`], [crash])],
        [[false, true]],
      ],
      [
        'above an incident that nobody expected',
        [`a ${CART}`],
        [incident([`a ${CART}`], [crash]), incident(['x Node/n'], [noise])],
        [[true, true]],
      ],
      [
        'two, each in its incident',
        [`a ${CART}`, `b ${DB}`],
        [incident([`b ${DB}`], [noise]), incident([`a ${CART}`], [crash])],
        [
          [true, true],
          [true, true],
        ],
      ],
      [
        'two in one incident',
        [`a ${CART}`, `b ${DB}`],
        [incident([`a ${CART}`, `b ${DB}`], [crash])],
        [
          [true, true],
          [false, false],
        ],
      ],
    ])('%s', (_, expected, incidents, result) => {
      expect(rootsOf(expected, incidents)).toEqual(result);
    });

    it('accepts an answer that is as right', () => {
      const scenario = expecting([`a ${CART}`]);
      scenario.expect.causes[0].or.push({ cause: 'b', subject: DB });
      const found = score(
        scenario,
        analysis([incident([`b ${DB}`], [crash])], [crash]),
      );
      expect(found.roots[0].top1).toBe(true);
      expect(found.claims[0].right).toBe(true);
    });

    it('tells what was said instead', () => {
      const [root] = score(
        expecting([`a ${CART}`]),
        analysis([incident([`b ${DB}`], [crash])], [crash]),
      ).roots;
      expect(root.said).toEqual([{ cause: 'b', subject: DB }]);
    });
  });

  describe('detectors', () => {
    const symptom = {
      ids: ['s'],
      detector: 'deploy.unavailable',
      title: '',
      message: '',
    };
    const isFound = (detector: string, findings: Finding[]) =>
      score(expecting([`a ${DB}`], [detector]), analysis([], findings))
        .detectors[0].found;

    it.each([
      ['a finding', `pod.crash-loop ${CART}`, [crash]],
      [
        'a symptom of the same subject',
        `deploy.unavailable ${CART}`,
        [finding('x', CART, { symptoms: [symptom] })],
      ],
      [
        'a symptom of the root',
        `deploy.unavailable ${CART}`,
        [finding('x', DB, { symptoms: [symptom] })],
      ],
    ])('are found as %s', (_, detector, findings) => {
      expect(isFound(detector, findings)).toBe(true);
    });

    it.each([
      ['nothing', `pod.crash-loop ${CART}`, []],
      ['another detector', `pod.oom-killed ${CART}`, [crash]],
      ['another subject', `pod.crash-loop Deployment/shop/other`, [crash]],
      [
        'a symptom of something else',
        `deploy.unavailable ${CART}`,
        [finding('x', 'Node/n', { symptoms: [symptom] })],
      ],
    ])('are missed with %s', (_, detector, findings) => {
      expect(isFound(detector, findings)).toBe(false);
    });
  });

  describe('unexpected problems', () => {
    const unexpected = (
      expected: readonly string[],
      incidents: Incident[],
      findings: Finding[],
    ) =>
      score(expecting(expected), analysis(incidents, findings)).unexpected.map(
        each => each.detector,
      );

    it('are all problems of a healthy cluster', () => {
      expect(
        unexpected([], [incident([`a ${CART}`], [crash])], [crash]),
      ).toEqual(['pod.crash-loop']);
    });

    it('are not risks', () => {
      expect(
        unexpected([], [], [finding('x', CART, { tier: 'risk' })]),
      ).toEqual([]);
    });

    it('are those outside of the incident that names the root', () => {
      const incidents = [
        incident([`a ${CART}`], [crash]),
        incident(['x Node/n'], [noise]),
      ];
      expect(unexpected([`a ${CART}`], incidents, [crash, noise])).toEqual([
        'pod.restart-rate',
      ]);
    });

    it('are those of an incident that names another cause first', () => {
      const incidents = [incident([`b ${CART}`, `a ${CART}`], [crash])];
      expect(unexpected([`a ${CART}`], incidents, [crash])).toEqual([
        'pod.crash-loop',
      ]);
    });
  });

  it('counts every confident answer about a healthy cluster as wrong', () => {
    const { claims } = score(
      expecting([]),
      analysis([incident([`a ${CART}`], [crash])], [crash]),
    );
    expect(claims).toEqual([
      { answer: { cause: 'a', subject: CART }, confidence: 0.9, right: false },
    ]);
  });
});
