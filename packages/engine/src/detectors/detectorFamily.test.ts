import { snapshotOf } from '../testing/detectorRunner';
import { ResourceGraph } from '../graph/ResourceGraph';
import { detectorFamily } from './detectorFamily';

const subject = { kind: 'Pod', namespace: 'shop', name: 'cart' };

describe('detectorFamily', () => {
  it('lets a row go before its family', () => {
    const [plain, special] = detectorFamily({
      rows: [
        { id: 'a.plain', title: 'Plain' },
        {
          id: 'a.special',
          title: 'Special',
          tier: 'risk',
          kinds: ['Pod', 'Event'],
          concludesFrom: ['Node'],
        },
      ],
      tier: 'problem',
      kinds: ['Pod'],
      concludesFrom: ['Event'],
      read: () => [],
    });
    expect(plain).toMatchObject({
      tier: 'problem',
      kinds: ['Pod'],
      concludesFrom: ['Event'],
    });
    expect(special).toMatchObject({
      tier: 'risk',
      kinds: ['Pod', 'Event'],
      concludesFrom: ['Node'],
    });
  });

  it('reads a snapshot once and gives each row what is its own', () => {
    let readings = 0;
    const rows = detectorFamily({
      rows: [
        { id: 'a.one', title: 'One' },
        { id: 'a.two', title: 'Two' },
      ],
      tier: 'problem',
      kinds: [],
      *read() {
        readings++;
        const draft = { subject, severity: 'low' as const, evidence: [] };
        yield { ...draft, detector: 'a.two', message: 'said of the second' };
      },
    });
    const snapshot = snapshotOf([]);
    const context = { snapshot, graph: new ResourceGraph(snapshot) };
    const [one, two] = rows.map(row => [...row.detect(context)]);
    expect(readings).toBe(1);
    expect(one).toEqual([]);
    expect(two).toEqual([
      { subject, severity: 'low', evidence: [], message: 'said of the second' },
    ]);
  });
});
