import { badRequest } from '../errors/failures';

/** Where a list was cut, and at which revision. Revision -1 stands for "as it is now". */
export interface Continuation {
  revision: number;
  /** The key of the last object that was returned. */
  after: string;
}

export function encodeContinue({ revision, after }: Continuation): string {
  const token = { v: 'meta.k8s.io/v1', rv: revision, start: after };
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** @throws StatusError 400 for a token that this server did not make */
export function decodeContinue(token: string): Continuation {
  try {
    const { rv, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (typeof rv === 'number' && typeof start === 'string') {
      return { revision: rv, after: start };
    }
  } catch {
    // Falls through to the refusal, which is the same for every unreadable token.
  }
  throw badRequest('invalid continue token: continue key is not valid');
}
