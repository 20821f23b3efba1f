import { ObjectReference } from '../findings/Finding';
import { referenceKey } from '../findings/referenceKey';
import { FailureFlow, Reached } from './FailureFlow';
import { FailureStep } from './Incident';

const MOST_OBJECTS = 60;

/** Objects that a failure has come to, each by one step. */
export class Spread {
  readonly steps: FailureStep[] = [];
  readonly #origin: ObjectReference;
  readonly #objects: Map<string, ObjectReference>;
  /** What everything reached so far leads to; worked out when it is asked for. */
  #downstream: ReadonlyMap<string, Reached> | undefined;

  constructor(origin: ObjectReference) {
    this.#origin = origin;
    this.#objects = new Map([[referenceKey(origin), origin]]);
  }

  /** @param from - where the step comes from when nothing leads there: the origin, unless it has been reached itself */
  reach(
    target: ObjectReference,
    { flow, from }: { flow: FailureFlow; from?: ObjectReference },
  ) {
    if (this.#has(target) || this.#objects.size >= MOST_OBJECTS) return;
    this.#downstream ??= flow.downstreamOf(...this.#objects.values());
    const way = this.#wayTo(target);
    if (way.length > 0) {
      this.#add(way);
      return;
    }
    const start = from && this.#has(from) ? from : this.#origin;
    this.#add([{ from: start, to: target }]);
    this.#downstream = undefined;
  }

  #has(object: ObjectReference) {
    return this.#objects.has(referenceKey(object));
  }

  /** The steps that are still to be made, none when there is no way. */
  #wayTo(target: ObjectReference): FailureStep[] {
    const steps: FailureStep[] = [];
    let to = this.#downstream?.get(referenceKey(target));
    while (to?.from && !this.#has(to.object)) {
      steps.unshift({ from: to.from, to: to.object });
      to = this.#downstream?.get(referenceKey(to.from));
    }
    return steps;
  }

  #add(steps: readonly FailureStep[]) {
    if (this.#objects.size + steps.length > MOST_OBJECTS) return;
    for (const step of steps) {
      this.#objects.set(referenceKey(step.to), step.to);
      this.steps.push(step);
    }
  }
}
