import {
  API_RESOURCES,
  ApiResource,
  ClusterSnapshot,
  keyOfResource,
} from '@opsagent/engine';
import MiniSearch from 'minisearch';
import { SHORT_NAMES } from './shortNames';
import { UNREAD_KINDS } from './unreadKinds';

/** Near names that are told of a kind that there is not. */
const MOST_NEAR = 3;

/** `apps/v1/Deployment`, `apps/v1 Deployment` and `deployments.v1.apps` are `deployments.apps` and the like. */
function bareName(written: string): string {
  const parts = written
    .trim()
    .toLowerCase()
    .split(/[/\s]+/);
  const name = (parts.at(-1) ?? '').replace(
    /\.v\d+((alpha|beta)\d+)?(?=\.|$)/,
    '',
  );
  const group =
    parts.length > 1 && !/^v\d/.test(parts[0]) ? parts[0] : undefined;
  return group && !name.includes('.') ? `${name}.${group}` : name;
}

type Kinds = ReadonlyMap<string, ReadonlySet<string>>;

/** By every name that a kind has. */
function index(
  kinds: readonly (readonly [kind: string, names: readonly string[]])[],
): Kinds {
  const byName = new Map<string, Set<string>>();
  for (const [kind, names] of kinds)
    for (const name of [kind, ...names].map(each => each.toLowerCase()))
      byName.set(name, (byName.get(name) ?? new Set()).add(kind));
  return byName;
}

function namesOf(
  { kind, plural, group }: Pick<ApiResource, 'kind' | 'plural' | 'group'>,
  short: readonly string[] = [],
) {
  const bare = [kind, plural, ...short];
  return [...bare, ...(group ? bare.map(name => `${name}.${group}`) : [])];
}

const builtIn = index([
  ...API_RESOURCES.filter(({ optional }) => !optional).map(
    resource =>
      [
        keyOfResource(resource),
        namesOf(resource, SHORT_NAMES[resource.kind]),
      ] as const,
  ),
  ...UNREAD_KINDS.map(([kind, plural]) => [kind, [plural]] as const),
]);

/** Those that scans know, and those that the cluster defines. */
function addOnKinds(snapshot: ClusterSnapshot): Kinds {
  return index([
    ...API_RESOURCES.filter(({ optional }) => optional).map(
      resource => [keyOfResource(resource), namesOf(resource)] as const,
    ),
    ...snapshot
      .all('CustomResourceDefinition')
      .flatMap(({ spec }) =>
        spec?.names?.kind && spec.names.plural && spec.group
          ? [
              [
                `${spec.names.kind}.${spec.group}`,
                namesOf(
                  { ...spec.names, group: spec.group },
                  spec.names.shortNames,
                ),
              ] as const,
            ]
          : [],
      ),
    ...snapshot.kinds().map(kind => [kind, [kind.split('.')[0]]] as const),
  ]);
}

/**
 * The kind that a model means, as snapshots file it: it may be written in any case, as kind, plural or short name, with or without group and version, as kubectl takes it.
 *
 * @throws Error that names near kinds when there is none, or several of that name
 */
export function kindOf(written: string, snapshot: ClusterSnapshot): string {
  const [name, ...group] = bareName(written).split('.');
  for (const kinds of [builtIn, addOnKinds(snapshot)]) {
    const found = [...(kinds.get([name, ...group].join('.')) ?? [])];
    if (found.length === 1) return found[0];
    const there = found.filter(kind => snapshot.all(kind).length > 0);
    if (there.length === 1) return there[0];
    if (found.length > 1)
      throw new Error(
        `There are several kinds ${JSON.stringify(written)}: ask for ${found.join(' or ')}`,
      );
  }
  throw new Error(describeUnknown(written, snapshot));
}

function describeUnknown(written: string, snapshot: ClusterSnapshot): string {
  const names = new MiniSearch<{ id: string }>({ fields: ['id'] });
  const known = new Set(
    [builtIn, addOnKinds(snapshot)].flatMap(kinds =>
      [...kinds.values()].flatMap(each => [...each]),
    ),
  );
  names.addAll([...known].map(id => ({ id })));
  const near = names
    .search(bareName(written).replace(/s$/, ''), { fuzzy: 0.34, prefix: true })
    .slice(0, MOST_NEAR)
    .map(({ id }) => id);
  const hint = near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '';
  return `There is no kind ${JSON.stringify(written)} that is known here${hint}`;
}
