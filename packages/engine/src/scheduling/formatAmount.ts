const BINARY_UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'];

/** An amount as people write it: `500m` or `2` for CPU, `1.5Gi` for bytes, a plain number for the rest. */
export function formatAmount(resource: string, amount: number): string {
  if (resource === 'cpu') {
    return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`;
  }
  if (!/memory|storage|hugepages/.test(resource)) return String(amount);
  let rest = amount;
  let unit = 0;
  while (Math.abs(rest) >= 1024 && unit < BINARY_UNITS.length - 1) {
    rest /= 1024;
    unit++;
  }
  return `${Number(rest.toFixed(1))}${BINARY_UNITS[unit]}`;
}
