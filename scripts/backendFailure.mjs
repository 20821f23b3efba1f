import { createInterface } from 'node:readline';

const FAILED = /^The backend could not start: (.+)$/;

/** Passes the portal's standard error on, and yields why its backend could not start, once it says so. */
export function failureIn(stderr) {
  return new Promise(done => {
    createInterface({ input: stderr }).on('line', line => {
      process.stderr.write(`${line}\n`);
      const [, reason] = FAILED.exec(line) ?? [];
      if (reason) done(reason);
    });
  });
}
