import { sectionsOf } from './sectionsOf';

const long = (size: number) => 'x'.repeat(size);

describe('sectionsOf', () => {
  it('keeps what is short in one', () => {
    const spec = { replicas: 1, template: { spec: { nodeName: 'one' } } };
    expect(sectionsOf({ spec })).toEqual([{ path: 'spec', value: spec }]);
  });

  it('tells what is long by itself, and what is short beside it together', () => {
    const app = { name: 'app', args: [long(900)] };
    const proxy = { name: 'proxy', args: [long(900)] };
    const spec = { containers: [app, proxy], nodeName: 'one', hostIPC: true };
    expect(sectionsOf({ spec })).toEqual([
      { path: 'spec', value: { nodeName: 'one', hostIPC: true } },
      { path: 'spec.containers[app]', value: app },
      { path: 'spec.containers[proxy]', value: proxy },
    ]);
  });

  it('leaves nothing out', () => {
    const entries = Array.from({ length: 40 }, (_, index) => ({
      name: `VARIABLE_${index}`,
      value: long(index * 10),
    }));
    const sections = sectionsOf({ spec: { containers: [{ env: entries }] } });
    for (const { value } of entries)
      expect(JSON.stringify(sections)).toContain(`"${value}"`);
    for (const { path } of sections) expect(path).toMatch(/^spec\.containers/);
    expect(sections.length).toBeLessThan(30);
  });
});
