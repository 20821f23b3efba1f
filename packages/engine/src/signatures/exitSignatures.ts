/** Exit codes that mean one thing. */
export interface ExitSignature {
  /** `exit.name`, as docs and configuration spell it. */
  readonly id: string;
  readonly codes: readonly number[];
}

/**
 * What exit codes say by the conventions of shells and kernels: above 128, the number of the signal that ended the process.
 *
 * Codes that many things share, such as 1, 2, 137 and 255, mean nothing by themselves and stand in no row.
 *
 * @see https://tldp.org/LDP/abs/html/exitcodes.html
 */
export const exitSignatures: readonly ExitSignature[] = [
  { id: 'exit.cannot-run', codes: [126, 127] },
  { id: 'exit.native-crash', codes: [135, 136, 139] },
  { id: 'exit.aborted', codes: [134] },
  { id: 'exit.unknown-instruction', codes: [132] },
];

/** Whether an exit code has the meaning of a signature. */
export function means(signature: string, code: number | undefined): boolean {
  return exitSignatures.some(
    ({ id, codes }) =>
      id === signature && code !== undefined && codes.includes(code),
  );
}
