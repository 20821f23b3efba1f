/** A dump that cannot be read; the message names the file, the place and what to do. */
export class DumpError extends Error {
  readonly name = 'DumpError';
  readonly file: string;

  constructor(file: string, reason: string) {
    super(`${file}: ${reason}`);
    this.file = file;
  }
}
