import { analyze, readDump } from '@opsagent/engine';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const CLUSTERS = join(__dirname, '../../../examples/demo/clusters');

function analysisOf(cluster: string) {
  const directory = join(CLUSTERS, cluster);
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter(each => each.isFile())
    .map(each => join(each.parentPath, each.name));
  return analyze(
    readDump(
      files.map(file => ({
        path: relative(directory, file),
        text: readFileSync(file, 'utf8'),
      })),
    ),
  );
}

describe('the demo clusters', () => {
  it.each([
    [
      'prod-eu',
      [
        'service-port-wrong of Service shop/search',
        'config-reference-missing of Deployment shop/checkout',
        'memory-limit-too-low of Deployment shop/recommendations',
      ],
    ],
    [
      'staging',
      [
        'service-name-wrong of Deployment payments/payments',
        'placement-rule-unfit of Deployment shop/recommendations',
        'image-reference-wrong of Deployment shop/notifications-worker',
      ],
    ],
  ])('%s has just the incidents of its story', (cluster, expected) => {
    const { incidents, coverage } = analysisOf(cluster);
    const told = incidents.map(
      ({ causes: [{ cause, subject }] }) =>
        `${cause} of ${subject.kind} ${subject.namespace}/${subject.name}`,
    );
    expect(told.sort()).toEqual([...expected].sort());
    expect(coverage.detectors).toMatchObject({ skipped: [], failed: [] });
  });
});
