const START =
  /^==== START logs for container (\S+) of pod ([^\s/]+)\/(\S+) ====$/;

/** What kubectl writes in place of a log that it could not get. */
const NO_LOG = /^(?:Request log error|Create log request error): .*\s*$/;

/** Logs in kubectl's own layout, and the text around them. */
export interface ContainerLogs {
  /** By `namespace/pod/container`. */
  logs: Map<string, string>;
  /** What stands outside of the log sections. */
  rest: string;
}

/** Takes the log sections out of a text: one container each, between a line that starts it and a line that ends it. */
export function containerLogs(text: string): ContainerLogs {
  const logs = new Map<string, string>();
  if (!text.includes('==== START logs for ')) return { logs, rest: text };
  const rest: string[] = [];
  let section: { key: string; end: string; lines: string[] } | undefined;
  for (const line of text.split(/\r?\n/)) {
    if (!section) {
      const [, container, namespace, pod] = START.exec(line) ?? [];
      if (container) {
        const end = `==== END logs for container ${container} of pod ${namespace}/${pod} ====`;
        section = { key: `${namespace}/${pod}/${container}`, end, lines: [] };
      } else {
        rest.push(line);
      }
    } else if (line.endsWith(section.end)) {
      // A log without a final newline shares its last line with the end of the section.
      const last = line.slice(0, -section.end.length);
      if (last) section.lines.push(last);
      keep(logs, section);
      section = undefined;
    } else {
      section.lines.push(line);
    }
  }
  if (section) keep(logs, section);
  return { logs, rest: rest.join('\n') };
}

function keep(
  logs: Map<string, string>,
  { key, lines }: { key: string; lines: readonly string[] },
) {
  const log = lines.join('\n');
  if (log.trim() !== '' && !NO_LOG.test(log))
    logs.set(key, `${log.trimEnd()}\n`);
}

/** The logs of one pod's `logs.txt`; a section about another pod was forged by a log line and is ignored. Text without sections is the pod's log as a whole. */
export function podLogs(
  namespace: string,
  pod: string,
  text: string,
): Map<string, string> {
  const { logs, rest } = containerLogs(text);
  const own = `${namespace}/${pod}`;
  for (const key of logs.keys()) {
    if (!key.startsWith(`${own}/`)) logs.delete(key);
  }
  if (rest === text && text.trim() !== '') logs.set(own, text);
  return logs;
}

/** One container's section, as kubectl writes it. */
export function formatLogSection(
  namespace: string,
  pod: string,
  container: string,
  text: string,
): string {
  const name = `container ${container} of pod ${namespace}/${pod}`;
  const end = text === '' || text.endsWith('\n') ? '' : '\n';
  return `==== START logs for ${name} ====\n${text}${end}==== END logs for ${name} ====\n`;
}
