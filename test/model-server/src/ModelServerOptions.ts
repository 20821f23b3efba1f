/** How the server behaves, whatever the script. */
export interface ModelServerOptions {
  /** A free one unless given. */
  port?: number;
  /** Asked of every client, as bearer or as Azure's `api-key`; none is asked for unless given. */
  apiKey?: string;
  /** Those that it serves; any name unless given. Azure's deployments have the same names. */
  models?: readonly string[];
  /** What a request and the longest answer that it asks for may have together; a longer one is refused. */
  contextTokens?: number;
  /**
   * What becomes of a schema for the answer: it is checked to be a strict one as the API does; the request is refused, as older
   * servers do; or nobody looks at it.
   */
  structuredOutput?: 'supported' | 'rejected' | 'ignored';
  /** Whether requests with tools are refused, as servers do whose model knows none. */
  tools?: 'supported' | 'rejected';
  /** Whether a request for a stream is answered whole all the same. */
  streaming?: 'supported' | 'ignored';
  /** Whether it counts tokens. */
  countsTokens?: boolean;
}
