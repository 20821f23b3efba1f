import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Model } from '@opsagent/investigator';

/** Adds language models to those of the configuration. */
export interface OpsagentModelsExtensionPoint {
  /**
   * Lets models be asked as those of the configuration are, and after them. Failed requests are repeated, and a model that keeps failing is left alone for a while.
   *
   * @throws ConflictError when a model with the same name is there already
   */
  addModel(...models: Model[]): void;
}

/**
 * Where modules of the `opsagent` plugin add models that do not speak OpenAI's protocol.
 *
 * @example
 * ```ts
 * export const opsagentModuleCompanyModel = createBackendModule({
 *   pluginId: 'opsagent',
 *   moduleId: 'company-model',
 *   register(reg) {
 *     reg.registerInit({
 *       deps: { models: opsagentModelsExtensionPoint },
 *       async init({ models }) {
 *         models.addModel(new CompanyModel());
 *       },
 *     });
 *   },
 * });
 * ```
 */
export const opsagentModelsExtensionPoint =
  createExtensionPoint<OpsagentModelsExtensionPoint>({
    id: 'opsagent.models',
  });
