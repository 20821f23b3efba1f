import { Model, ModelAnswer, ModelCallOptions, ModelRequest } from './Model';
import { ModelError } from './ModelError';

/** What models are used for: to investigate an incident, to answer questions, to explain in short. */
export type ModelRole = 'investigate' | 'chat' | 'summarise';

/** Models by name for each role, in the order in which they are asked. */
export type ModelRoles = Partial<Record<ModelRole, readonly string[]>>;

/** An answer, and the model that gave it. */
export interface ChainAnswer extends ModelAnswer {
  model: Model;
}

/** Models of which the next is asked when one gives no answer. */
export class ModelChain {
  readonly models: readonly [Model, ...Model[]];

  constructor(models: readonly [Model, ...Model[]]) {
    this.models = models;
  }

  /** The same models in the same order, each wrapped, such as by the watch of a budget. */
  wrapped(wrap: (model: Model) => Model): ModelChain {
    const [first, ...others] = this.models;
    return new ModelChain([wrap(first), ...others.map(wrap)]);
  }

  /**
   * Asks one model after the other until one answers.
   *
   * @param requestFor - makes the request for one model: what may be sent as it is differs from model to model, so each is sent a text
   *   that was masked for it
   * @throws ModelError that tells of each why there is no answer
   */
  async answer(
    requestFor: (model: Model) => ModelRequest | Promise<ModelRequest>,
    call: ModelCallOptions,
  ): Promise<ChainAnswer> {
    const failures: ModelError[] = [];
    let longest = 0;
    for (const model of this.models) {
      // What was too long for one model is too long for those that hold no more.
      if (model.contextTokens <= longest) continue;
      let heardText = false;
      try {
        const answer = await model.answer(await requestFor(model), {
          ...call,
          onText: text => {
            heardText = true;
            call.onText?.(text);
          },
          onRestart: () => {
            heardText = false;
            call.onRestart?.();
          },
        });
        return { ...answer, model };
      } catch (failure) {
        if (!(failure instanceof ModelError)) throw failure;
        if (failure.reason === 'tooLong') longest = model.contextTokens;
        failures.push(failure);
        if (heardText) call.onRestart?.();
      }
    }
    throw together(failures);
  }
}

/**
 * The chain of a role: the models that are named for it, or all of them in their order.
 *
 * @returns undefined when there is no model at all
 * @throws Error that names the role when a name is of no model
 */
export function chainOf(
  role: ModelRole,
  models: readonly Model[],
  roles: ModelRoles = {},
): ModelChain | undefined {
  const named = roles[role]?.map(name => {
    const model = models.find(each => each.name === name);
    if (!model) {
      throw new Error(
        `The role ${role} names the model "${name}", which is not configured. Configured are: ${
          models.map(each => each.name).join(', ') || 'none'
        }.`,
      );
    }
    return model;
  });
  const [first, ...others] = named ?? models;
  return first && new ModelChain([first, ...others]);
}

function together(failures: readonly ModelError[]): ModelError {
  const [first] = failures;
  if (failures.length === 1) return first;
  return new ModelError(
    first.reason,
    `No model answered. ${failures.map(each => each.message).join(' ')}`,
    { passing: failures.some(each => each.passing) },
  );
}
