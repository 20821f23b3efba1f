import { ConflictError } from '@backstage/errors';
import { OpsagentModelsExtensionPoint } from '@opsagent/backstage-plugin-opsagent-node';
import { Model } from '@opsagent/investigator';

/** The models that modules add. */
export class AddedModels implements OpsagentModelsExtensionPoint {
  readonly #models = new Map<string, Model>();

  addModel(...models: Model[]): void {
    for (const model of models) {
      if (this.#models.has(model.name))
        throw new ConflictError(
          `A model named ${model.name} is there already; give it another name`,
        );
      this.#models.set(model.name, model);
    }
  }

  all(): Model[] {
    return [...this.#models.values()];
  }
}
