import {
  API_RESOURCES,
  keyOfResource,
  ClusterSnapshot,
  Coverage,
  Detector,
  KindRead,
} from '@opsagent/engine';
import { conclusive } from './conclusive';

const detector: Detector = {
  id: 'service.any',
  title: 'Any',
  tier: 'problem',
  kinds: ['Service', 'Pod'],
  concludesFrom: ['Event'],
  detect: () => [],
};

const finding = {
  id: 'f',
  detector: 'service.any',
  subjectKind: 'Service',
  namespace: 'shop',
};

/** As after a real scan: what is not in the list of kinds was not asked for. */
const READ = API_RESOURCES.map(resource => ({
  kind: keyOfResource(resource),
  state: 'complete' as const,
}));

function judge(options: {
  reads?: KindRead[];
  skipped?: boolean;
  failed?: boolean;
  installed?: boolean;
}) {
  const { reads = [], skipped, failed, installed = true } = options;
  const detectors: Coverage['detectors'] = {
    total: 1,
    skipped: skipped ? [{ detector: detector.id, kinds: ['Pod'] }] : [],
    failed: failed
      ? [{ detector: detector.id, kind: 'detector', message: 'broke' }]
      : [],
  };
  return conclusive({
    snapshot: new ClusterSnapshot({
      cluster: 'test',
      capturedAt: new Date(),
      objects: [],
      reads: [...READ, ...reads],
      otherKinds: 'notCaptured',
    }),
    coverage: { kinds: [], detectors },
    detectors: installed ? [detector] : [],
  });
}

describe('conclusive', () => {
  it.each([
    ['everything was read', {}, true],
    [
      'another kind was forbidden',
      { reads: [{ kind: 'Node', state: 'forbidden' }] },
      true,
    ],
    [
      'a needed kind was forbidden',
      { reads: [{ kind: 'Pod', state: 'forbidden' }] },
      false,
    ],
    [
      'a needed kind was read in part',
      { reads: [{ kind: 'Pod', state: 'partial' }] },
      false,
    ],
    [
      'a kind that absence is concluded from was forbidden',
      { reads: [{ kind: 'Event', state: 'forbidden' }] },
      false,
    ],
    [
      'the namespace was among those read',
      { reads: [{ kind: 'Pod', state: 'complete', namespaces: ['shop'] }] },
      true,
    ],
    [
      'the namespace was not among those read',
      { reads: [{ kind: 'Pod', state: 'complete', namespaces: ['other'] }] },
      false,
    ],
    ['the detector was skipped', { skipped: true }, false],
    ['the detector broke', { failed: true }, false],
    ['the detector is not installed', { installed: false }, false],
  ] satisfies [string, Parameters<typeof judge>[0], boolean][])(
    'when %s',
    (_, options, expected) => {
      expect(judge(options)(finding)).toBe(expected);
    },
  );

  it('looks at the kind of the subject even when the detector does not name it', () => {
    const concludes = judge({
      reads: [{ kind: 'StatefulSet', state: 'failed' }],
    });
    expect(concludes({ ...finding, subjectKind: 'StatefulSet' })).toBe(false);
    expect(concludes(finding)).toBe(true);
  });

  it.each(['Rollout', 'Registry', 'AdmissionWebhook', 'Cluster'])(
    'asks for no read of a %s, which no scan lists',
    subjectKind => {
      const of = { ...finding, subjectKind };
      expect(judge({})(of)).toBe(true);
      const reads: KindRead[] = [{ kind: 'Pod', state: 'forbidden' }];
      expect(judge({ reads })(of)).toBe(false);
    },
  );
});
