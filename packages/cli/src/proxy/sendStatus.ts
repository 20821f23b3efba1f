import { ServerResponse } from 'node:http';

/** Answers with an error in the form that clients of Kubernetes expect; a response that is under way is cut off instead. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  reason: string,
  message: string,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(
    JSON.stringify({
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      reason,
      message,
      code,
    }),
  );
}
