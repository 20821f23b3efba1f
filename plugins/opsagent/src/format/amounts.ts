const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** Bytes in the largest unit of 1024 that they fill, such as `7.8 GiB`. */
export function bytesText(bytes: number, locale: string): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.max(0, Math.floor(Math.log2(Math.max(1, bytes)) / 10)),
  );
  return `${numberText(bytes / 1024 ** power, locale, 1)}\u00a0${UNITS[power]}`;
}

/** A number as the reader writes it, with at most the given decimals. */
export function numberText(
  value: number,
  locale: string,
  decimals = 2,
): string {
  return new Intl.NumberFormat(locale, {
    maximumFractionDigits: decimals,
  }).format(value);
}

/** A part of a whole in percent; undefined of nothing. */
export function shareText(
  part: number,
  whole: number | undefined,
  locale: string,
): string | undefined {
  if (!whole) return undefined;
  return new Intl.NumberFormat(locale, {
    style: 'percent',
    maximumFractionDigits: 0,
  }).format(part / whole);
}

/** An amount of a resource by the name that a ResourceQuota gives it: bytes of memory and storage, all else as a number. */
export function quotaAmountText(
  resource: string,
  amount: number,
  locale: string,
): string {
  return /(^|\.|-)(memory|storage)$/.test(resource)
    ? bytesText(amount, locale)
    : numberText(amount, locale);
}
