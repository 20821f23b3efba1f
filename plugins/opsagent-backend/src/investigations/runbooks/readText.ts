import { Readable } from 'node:stream';

/**
 * The text of a stream of UTF-8.
 *
 * @param longest - bytes
 * @throws Error for one that is longer
 */
export async function readText(
  stream: Readable | AsyncIterable<Uint8Array>,
  longest: number,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > longest)
      throw new Error(`It is longer than ${longest / 1_000_000} MB`);
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
