import { append } from '../append';
import { Labels } from '../graph/labels';
import { Workload, podTemplateOf } from '../graph/workloads';
import { isSlipOf } from './isSlipOf';
import { SlipIndex } from './SlipIndex';

/** A pod template whose labels are nearly those of a selector. */
export interface NearTemplate {
  workload: Workload;
  labels: Labels;
  /** Where the labels stand in the workload. */
  path: string;
}

/** The templates of one namespace, by what a pair of a selector may have been meant to say. */
interface OfNamespace {
  byPair: Map<string, NearTemplate[]>;
  slips: Map<string, SlipIndex>;
  byWord: Map<string, NearTemplate[]>;
}

/** Keys that people choose; a prefix of another domain is that of the operator which writes it. */
const CHOSEN_KEY = /^(?:app\.kubernetes\.io\/)?[^/]+$/;

/** Finds the template that a selector without pods was probably to match. */
export class NearTemplates {
  readonly #namespaces = new Map<string, OfNamespace>();

  constructor(workloads: Iterable<Workload>) {
    for (const workload of workloads) {
      const found = podTemplateOf(workload);
      const labels = found?.template.metadata?.labels;
      if (!found || !labels) continue;
      const path = `${found.path}.metadata.labels`;
      this.#add({ workload, labels, path });
    }
  }

  /** The one template that has, for each pair of the selector, that pair, its value under another key, or a value that it is a slip of. Undefined when two are as near. */
  nearTo(
    namespace: string | undefined,
    selector: Labels,
  ): NearTemplate | undefined {
    const templates = this.#namespaces.get(namespace ?? '');
    if (!templates) return undefined;
    // Labels that the templates of a whole chart share are no way to find one of them.
    const [rarest] = Object.entries(selector)
      .map(([key, value]) => listsWithPairLike(key, value, templates))
      .sort((a, b) => lengthOf(a) - lengthOf(b));
    const near = [...new Set(rarest.flat())]
      .filter(each => isNearly(selector, each))
      .map(template => ({ template, equal: equalPairs(selector, template) }))
      .sort((a, b) => b.equal - a.equal);
    const [first, second] = near;
    return first && first.equal !== second?.equal ? first.template : undefined;
  }

  #add(template: NearTemplate) {
    const { metadata } = template.workload;
    const namespace = metadata.namespace ?? '';
    const known = this.#namespaces.get(namespace) ?? {
      byPair: new Map(),
      slips: new Map(),
      byWord: new Map(),
    };
    this.#namespaces.set(namespace, known);
    for (const [key, value] of Object.entries(template.labels)) {
      append(known.byPair, `${key}=${value}`, template);
      const slips = known.slips.get(key) ?? new SlipIndex();
      known.slips.set(key, slips);
      slips.add(value);
    }
    for (const word of wordsOf(template)) append(known.byWord, word, template);
  }
}

function listsWithPairLike(
  key: string,
  value: string,
  { byPair, slips, byWord }: OfNamespace,
): (readonly NearTemplate[])[] {
  return [
    byPair.get(`${key}=${value}`) ?? [],
    ...(slips.get(key)?.near(value) ?? []).map(
      each => byPair.get(`${key}=${each}`) ?? [],
    ),
    CHOSEN_KEY.test(key) ? (byWord.get(value) ?? []) : [],
  ];
}

function lengthOf(lists: readonly (readonly NearTemplate[])[]) {
  return lists.reduce((sum, each) => sum + each.length, 0);
}

function isNearly(selector: Labels, template: NearTemplate) {
  const { labels } = template;
  return Object.entries(selector).every(([key, value]) =>
    key in labels
      ? labels[key] === value || isSlipOf(value, labels[key])
      : CHOSEN_KEY.test(key) && wordsOf(template).has(value),
  );
}

/** What may stand under another key. */
function wordsOf({ labels, workload }: NearTemplate): ReadonlySet<string> {
  return new Set([...Object.values(labels), workload.metadata.name]);
}

function equalPairs(selector: Labels, { labels }: NearTemplate) {
  return Object.entries(selector).filter(
    ([key, value]) => labels[key] === value,
  ).length;
}
