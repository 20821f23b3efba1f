import { InputError } from '@backstage/errors';
import { ModelList } from '@opsagent/backstage-plugin-opsagent-common';
import {
  GuardedModel,
  Model,
  ModelCall,
  ModelChain,
  ModelOptions,
  ModelRole,
  ModelRoles,
  chainOf,
  createModel,
} from '@opsagent/investigator';

const ROLES: readonly ModelRole[] = ['investigate', 'chat', 'summarise'];

/** What protects models that modules add, as `createModel` protects others. */
const GUARD = {
  concurrency: 4,
  retries: 2,
  suspendAfter: 5,
  suspendFor: 30_000,
  wholeTimeout: 300_000,
};

export interface PortalModelsOptions {
  configured: readonly ModelOptions[];
  /** By modules; asked after those of the configuration. */
  added: readonly Model[];
  roles: ModelRoles;
  /** Hears of each request to a model when it is over. */
  onCall(call: ModelCall): void;
  /** Wraps what sends single requests. */
  wrap(model: Model): Model;
}

/** The language models of the portal, and what each is used for. */
export class PortalModels {
  /** Of the prices, such as `EUR`: one for all models. */
  readonly currency: string | undefined;
  readonly #chains: ReadonlyMap<ModelRole, ModelChain | undefined>;
  readonly #models: readonly Model[];

  /** @throws InputError for two models of one name, and for a role that names a model which is not there */
  constructor(options: PortalModelsOptions) {
    const { added, configured, onCall, roles, wrap } = options;
    this.currency = configured.find(each => each.prices)?.prices?.currency;
    this.#models = [
      ...configured.map(each => createModel(each, { onCall, wrap })),
      ...added.map(each => new GuardedModel(wrap(each), { ...GUARD, onCall })),
    ];
    const names = this.#models.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined)
      throw new InputError(
        `opsagent.models: two models are named "${twice}"; give each a name of its own`,
      );
    this.#chains = new Map(
      ROLES.map(role => [role, chainFor(role, this.#models, roles)]),
    );
  }

  /** Those for one use, the one to ask first before those to fall back to; undefined when there is none. */
  chainOf(role: ModelRole): ModelChain | undefined {
    return this.#chains.get(role);
  }

  /** Names only. */
  list(): ModelList {
    return {
      items: this.#models.map(model => ({
        name: model.name,
        roles: ROLES.filter(role =>
          this.#chains.get(role)?.models.includes(model),
        ),
      })),
    };
  }
}

function chainFor(
  role: ModelRole,
  models: readonly Model[],
  roles: ModelRoles,
) {
  try {
    return chainOf(role, models, roles);
  } catch (error) {
    throw new InputError(`opsagent.modelRoles.${role}: ${error}`);
  }
}
