/** Custom resources may be nested as deep as their writers like, which no diagnosis follows; Kubernetes' own kinds stay far below. */
const DEEPEST = 100;

/** In characters, as many as a container may leave behind when it ends. The API server allows conditions eight times as many. */
const LONGEST_MESSAGE = 4_096;

const MESSAGES: readonly string[] = ['message', 'reason', 'note'];

interface Visit {
  value: Record<string, unknown>;
  depth: number;
  /** Whether texts are what a component of the cluster says, as in events and below `status`. */
  isSaid: boolean;
}

/**
 * Takes out of an object, in place, what no reader is to meet: nulls, which mean the same as a field left out, whatever is nested deeper than 100 levels, and the
 * rest of messages, reasons and notes longer than 4,096 characters.
 */
export function tidyValues(object: object, kind: string) {
  const open: Visit[] = [
    {
      value: object as Record<string, unknown>,
      depth: 1,
      isSaid: kind === 'Event',
    },
  ];
  for (let visit = open.pop(); visit; visit = open.pop()) {
    const { value, depth } = visit;
    for (const [key, child] of Object.entries(value)) {
      const isSaid = visit.isSaid || (depth === 1 && key === 'status');
      if (child === null) delete value[key];
      else if (typeof child === 'object') {
        if (depth < DEEPEST)
          open.push({
            value: child as Visit['value'],
            depth: depth + 1,
            isSaid,
          });
        else delete value[key];
      } else if (
        typeof child === 'string' &&
        child.length > LONGEST_MESSAGE &&
        isSaid &&
        MESSAGES.includes(key)
      )
        value[key] = `${child.slice(0, LONGEST_MESSAGE - 1)}…`;
    }
  }
}
