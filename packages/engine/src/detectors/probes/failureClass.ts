import { DeclaredProbe, portOf } from './probesOf';

/** The rows that differ in what the kubelet says of a failed probe. */
export const FAILURE_ROWS = [
  {
    id: 'probe.exec-broken',
    title: 'Command of the probe cannot be run',
    speaks:
      'The command of a probe cannot be run: the kubelet, or the shell that runs it, says that it is not found or not permitted. The kubelet throws away the first, so that such a probe never passes.',
    severity: 'high',
  },
  {
    id: 'probe.scheme-mismatch',
    title: 'Probe and container differ over TLS',
    speaks:
      'A probe speaks HTTPS to a port that answers in plain HTTP, or HTTP to one that answers with TLS.',
    severity: 'high',
  },
  {
    id: 'probe.http-status',
    title: 'Probe is answered with an error',
    speaks:
      'A probe is answered with a status outside 200 to 399: 404 for a wrong path, 401 and 403 for missing rights, 5xx for an application that is not well.',
    severity: 'medium',
  },
  {
    id: 'probe.grpc-unserved',
    title: 'Health service of gRPC does not answer',
    speaks:
      'A gRPC probe finds no health service: it is not implemented, does not know the service, or cannot be reached.',
    severity: 'medium',
  },
  {
    id: 'probe.connection-refused',
    title: 'Nothing listens where the probe connects',
    speaks:
      'A probe is refused the connection, the container having run 30 seconds longer than the initial delay: nothing listens at the port.',
    severity: 'high',
  },
] as const;

export type FailureRow = (typeof FAILURE_ROWS)[number];

/** What became of a probe: the row, and how the message goes on. */
export interface ProbeFailure {
  row: FailureRow['id'];
  words: string;
}

const STATUS = /statuscode: (\d{3})/i;
const PLAIN_ANSWER =
  /HTTP response to HTTPS client|first record does not look like a TLS handshake|tls: (?:unexpected message|oversized record)|wrong version number/i;
const BINARY_ANSWER = /malformed HTTP (?:response|version|status)/i;
const REFUSED = /connection refused/i;
const GRPC =
  /does not implement the grpc health protocol|\bunimplemented\b|failed to connect service|unknown service|service unknown/i;
const NOT_EXECUTABLE =
  /exec failed|failed to exec|failed to start exec|starting container process|unable to start container process/i;
const NOT_FOUND = /no such file|not found|permission denied/i;
/** A shell that reports exit code 127 or 126 of a command it was to run; not the verdict of the command. */
const SHELL_SAYS =
  /(?:^|[\s:/])(?:ba|a|da|z|k)?sh: (?:line )?\d*:? ?[^:]+: (?:command )?(?:not found|permission denied)/i;

/** Names and numbers under which servers speak TLS. */
const TLS_PORTS: ReadonlySet<number> = new Set([443, 6443, 8443]);

/** What the kubelet's words say about a failed probe; undefined where they fit no row. */
export function failureClass(
  text: string,
  declared: DeclaredProbe,
): ProbeFailure | undefined {
  const { probe } = declared;
  if (probe.exec) {
    const cannotStart = NOT_EXECUTABLE.test(text) && NOT_FOUND.test(text);
    return cannotStart || SHELL_SAYS.test(text)
      ? { row: 'probe.exec-broken', words: 'runs a command that cannot be run' }
      : undefined;
  }
  if ((probe as { grpc?: object }).grpc) {
    return GRPC.test(text)
      ? { row: 'probe.grpc-unserved', words: 'gets no health status' }
      : undefined;
  }
  return (
    (probe.httpGet && httpFailure(text, declared)) ||
    (REFUSED.test(text)
      ? {
          row: 'probe.connection-refused',
          words: `is refused${atPort(declared)}: nothing listens there`,
        }
      : undefined)
  );
}

function atPort(declared: DeclaredProbe) {
  const port = portOf(declared);
  return port === undefined ? '' : ` at port ${port}`;
}

function httpFailure(
  text: string,
  declared: DeclaredProbe,
): ProbeFailure | undefined {
  const usesTls = declared.probe.httpGet?.scheme?.toUpperCase() === 'HTTPS';
  const status = Number(STATUS.exec(text)?.[1] ?? 0);
  if (usesTls && PLAIN_ANSWER.test(text)) {
    return {
      row: 'probe.scheme-mismatch',
      words: 'speaks HTTPS, but the container answers in plain HTTP',
    };
  }
  const isAnsweredInTls =
    BINARY_ANSWER.test(text) || (status === 400 && isTlsPort(declared));
  if (!usesTls && isAnsweredInTls) {
    return {
      row: 'probe.scheme-mismatch',
      words: 'speaks plain HTTP, but the container expects HTTPS',
    };
  }
  return status >= 400
    ? { row: 'probe.http-status', words: `is answered with ${saying(status)}` }
    : undefined;
}

function isTlsPort(declared: DeclaredProbe) {
  const port = portOf(declared);
  const ports = declared.declared.container.ports ?? [];
  const meant = ports.find(
    each => each.name === port || each.containerPort === port,
  );
  const names = [meant?.name, typeof port === 'string' ? port : undefined];
  const numbers = [meant?.containerPort, port];
  return (
    names.some(each => /^https(?:-|$)|-https$/.test(each ?? '')) ||
    numbers.some(each => typeof each === 'number' && TLS_PORTS.has(each))
  );
}

function saying(status: number) {
  if (status === 404) return '404: its path does not exist';
  if (status === 401 || status === 403)
    return `${status}: its path asks for a login`;
  return status >= 500
    ? `${status}: the application says that it is not well`
    : String(status);
}
