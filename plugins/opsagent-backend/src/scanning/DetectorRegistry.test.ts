import { Detector, builtInDetectors } from '@opsagent/engine';
import { DetectorRegistry } from './DetectorRegistry';

describe('DetectorRegistry', () => {
  it('holds what ships and what modules add, each id once', () => {
    const detector: Detector = {
      id: 'company.rule',
      title: 'A rule of our own',
      tier: 'risk',
      kinds: ['Pod'],
      detect: () => [],
    };
    const registry = new DetectorRegistry();
    registry.addDetector(detector);
    expect(registry.all()).toEqual([...builtInDetectors, detector]);
    expect(() => registry.addDetector(detector)).toThrow(/"company.rule"/);
    expect(() => registry.addDetector(builtInDetectors[0])).toThrow(
      builtInDetectors[0].id,
    );
  });
});
