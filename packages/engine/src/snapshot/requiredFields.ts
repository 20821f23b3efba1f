type Requirements = Readonly<Record<string, readonly string[]>>;

/** By the name of a list, what each of its elements must have: without it none can be told from the others, and the API server refuses the object. */
const EVERYWHERE: Requirements = {
  requiredDuringSchedulingIgnoredDuringExecution: ['topologyKey'],
  subjects: ['kind', 'name'],
  taints: ['key', 'effect'],
  topologySpreadConstraints: ['topologyKey'],
  volumes: ['name'],
};

const IN_KINDS: Readonly<Record<string, Requirements>> = {
  Service: { ports: ['port'] },
};

const everywhere = new Map(Object.entries(EVERYWHERE));

/** The fields without which an element of a list of a built-in kind is none. */
export function requiredFields(
  list: string,
  kind: string,
): readonly string[] | undefined {
  return IN_KINDS[kind]?.[list] ?? everywhere.get(list);
}
