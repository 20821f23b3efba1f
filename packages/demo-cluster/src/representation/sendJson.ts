import type { Response } from 'express';

/** Answers with a document. Express would name a character set, which the real server does not. */
export function sendJson(
  response: Response,
  body: unknown,
  status = 200,
): void {
  sendText(response, JSON.stringify(body), {
    status,
    mediaType: 'application/json',
  });
}

export function sendText(
  response: Response,
  text: string,
  { status, mediaType }: { status: number; mediaType: string },
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', mediaType);
  response.setHeader('Cache-Control', 'no-cache, private');
  response.end(text);
}
