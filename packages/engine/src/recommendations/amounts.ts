const MI = 2 ** 20;
const GI = 2 ** 30;

/** Below the first number, amounts are rounded to steps of the second. */
type Step = readonly [below: number, step: number];

const BYTE_STEPS: readonly Step[] = [
  [256 * MI, 16 * MI],
  [GI, 64 * MI],
  [8 * GI, 256 * MI],
];
/** In thousandths. */
const CORE_STEPS: readonly Step[] = [
  [200, 10],
  [1_000, 50],
];

/** Bytes rounded up to an amount that people write: steps of 16Mi, from 256Mi of 64Mi, from 1Gi of 256Mi, from 8Gi of 1Gi. */
export function neatBytes(bytes: number): string {
  const [, step] = BYTE_STEPS.find(([below]) => bytes < below) ?? [0, GI];
  const rounded = Math.max(step, Math.ceil(bytes / step) * step);
  return rounded % GI === 0 ? `${rounded / GI}Gi` : `${rounded / MI}Mi`;
}

/** Cores rounded up to an amount that people write: steps of 10m, from 200m of 50m, from one core of 250m. */
export function neatCores(cores: number): string {
  const milli = Math.ceil(cores * 1_000 - 1e-9);
  const [, step] = CORE_STEPS.find(([below]) => milli < below) ?? [0, 250];
  const rounded = Math.max(step, Math.ceil(milli / step) * step);
  return rounded % 1_000 === 0 ? String(rounded / 1_000) : `${rounded}m`;
}

/** An amount of any resource, as people write it, rounded up. */
export function neatAmount(resource: string, amount: number): string {
  if (/cpu$/.test(resource)) return neatCores(amount);
  return /memory$|storage$/.test(resource)
    ? neatBytes(amount)
    : String(Math.ceil(amount));
}
