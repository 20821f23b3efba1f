import type { KubernetesObject } from '@kubernetes/client-node';
import {
  API_RESOURCES,
  Analysis,
  ObjectReference,
  keyOfResource,
  kindKey,
} from '@opsagent/engine';
import { diagnoseLater } from './diagnoseLater';
import { nameOf } from './expectedFindings';
import { ADD_ONS } from './expectedCustomFindings';
import { ControlPlane } from './harness/ControlPlane';
import { defineCustomResources } from './harness/defineCustomResources';
import { describeWithModules } from './harness/describeWithModules';
import { loadCustomResources } from './harness/loadCustomResources';

/** Past the longest grace of what controllers report. */
const LATER = 45 * 60_000;

const OPTIONAL = API_RESOURCES.filter(each => each.optional);
const KINDS = new Set(OPTIONAL.map(keyOfResource));
const areaOf = (detector: string) => detector.split('.')[0];
const subjectOf = ({ kind, metadata }: KubernetesObject) =>
  `${kind}/${metadata?.name}`;
const isKnown = (kind: string) => KINDS.has(kind);

describeWithModules('the kinds of add-ons', () => {
  let controlPlane: ControlPlane;
  let withoutAddOns: Analysis;

  beforeAll(async () => {
    controlPlane = await ControlPlane.start();
    withoutAddOns = await diagnoseLater(controlPlane, LATER);
  });

  afterAll(() => controlPlane?.stop());

  describe('on a cluster without them', () => {
    it('are not asked for', async () => {
      const groups = new Set(OPTIONAL.map(each => `/apis/${each.group}/`));
      const requests = await controlPlane.auditLog.requests({
        userAgent: 'opsagent',
      });
      expect(requests.length).toBeGreaterThan(0);
      expect(
        requests.filter(({ requestURI }) =>
          [...groups].some(group => requestURI.startsWith(group)),
        ),
      ).toEqual([]);
    });

    it('leave nothing unsaid', () => {
      const { coverage } = withoutAddOns;
      expect(coverage.detectors).toMatchObject({ skipped: [], failed: [] });
      expect(coverage.kinds.filter(({ kind }) => isKnown(kind))).toEqual([]);
    });
  });

  describe.each(ADD_ONS)('of $name', ({ name, modules, findings }) => {
    let analysis: Analysis;
    let subjects: Set<string>;
    const areas = new Set(findings.map(areaOf));
    const isHere = (subject: ObjectReference) =>
      subjects.has(subjectOf({ kind: subject.kind, metadata: subject }));

    beforeAll(async () => {
      const { client } = controlPlane;
      for (const module of modules) {
        await defineCustomResources(controlPlane, module, isKnown);
      }
      await client.createNamespace(name);
      const objects = loadCustomResources(name);
      await client.applyWithStatus(objects, name);
      subjects = new Set([...objects.map(subjectOf), `Namespace/${name}`]);
      analysis = await diagnoseLater(controlPlane, LATER);
    });

    it('are found to be broken where they are, and nowhere else', () => {
      const found = analysis.findings.filter(
        ({ tier, detector, subject }) =>
          tier !== 'hygiene' &&
          (subject.namespace ? subject.namespace === name : isHere(subject)) &&
          (isKnown(kindKey(subject)) || areas.has(areaOf(detector))),
      );
      expect(found.map(nameOf).sort()).toEqual([...findings]);
    });

    it('are read completely, and no detector failed', () => {
      expect(analysis.coverage.detectors.failed).toEqual([]);
      expect(
        analysis.coverage.kinds.filter(({ state }) => state !== 'complete'),
      ).toEqual([]);
    });
  });
});
