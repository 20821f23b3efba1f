import { ConflictError } from '@backstage/errors';
import { OpsagentDetectorsExtensionPoint } from '@opsagent/backstage-plugin-opsagent-node';
import { Detector, builtInDetectors } from '@opsagent/engine';

/** The detectors that ship, and those that modules add before the plugin starts. */
export class DetectorRegistry implements OpsagentDetectorsExtensionPoint {
  readonly #detectors = new Map(builtInDetectors.map(each => [each.id, each]));

  addDetector(...detectors: Detector[]): void {
    for (const detector of detectors) {
      if (this.#detectors.has(detector.id)) {
        throw new ConflictError(
          `There is already a detector "${detector.id}"; give yours another id`,
        );
      }
      this.#detectors.set(detector.id, detector);
    }
  }

  all(): readonly Detector[] {
    return [...this.#detectors.values()];
  }
}
