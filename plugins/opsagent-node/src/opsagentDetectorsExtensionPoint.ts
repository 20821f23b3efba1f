import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Detector } from '@opsagent/engine';

/** Adds rules to those that ship with the engine. */
export interface OpsagentDetectorsExtensionPoint {
  /**
   * Runs a detector in every scan from now on.
   *
   * Detectors are pure and synchronous: they conclude from the snapshot alone, and one that throws costs only itself.
   *
   * @throws ConflictError when a detector with the same id is there already
   */
  addDetector(...detectors: Detector[]): void;
}

/**
 * Where modules of the `opsagent` plugin add detectors.
 *
 * @example
 * ```ts
 * export const opsagentModuleCompanyRules = createBackendModule({
 *   pluginId: 'opsagent',
 *   moduleId: 'company-rules',
 *   register(reg) {
 *     reg.registerInit({
 *       deps: { detectors: opsagentDetectorsExtensionPoint },
 *       async init({ detectors }) {
 *         detectors.addDetector(imageFromUnknownRegistry);
 *       },
 *     });
 *   },
 * });
 * ```
 */
export const opsagentDetectorsExtensionPoint =
  createExtensionPoint<OpsagentDetectorsExtensionPoint>({
    id: 'opsagent.detectors',
  });
