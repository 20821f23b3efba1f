const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** An age as kubectl prints it: two units while they matter, `5m`, `3h20m`, `9d`. */
export function humanDuration(milliseconds: number): string {
  if (milliseconds < 2 * MINUTE) return whole(milliseconds, SECOND, 's');
  if (milliseconds < 10 * MINUTE)
    return two(milliseconds, MINUTE, 'm', SECOND, 's');
  if (milliseconds < 3 * HOUR) return whole(milliseconds, MINUTE, 'm');
  if (milliseconds < 8 * HOUR) return two(milliseconds, HOUR, 'h', MINUTE, 'm');
  if (milliseconds < 2 * DAY) return whole(milliseconds, HOUR, 'h');
  if (milliseconds < 8 * DAY) return two(milliseconds, DAY, 'd', HOUR, 'h');
  if (milliseconds < 2 * YEAR) return whole(milliseconds, DAY, 'd');
  if (milliseconds < 8 * YEAR) return two(milliseconds, YEAR, 'y', DAY, 'd');
  return whole(milliseconds, YEAR, 'y');
}

function whole(milliseconds: number, unit: number, suffix: string): string {
  return `${Math.max(0, Math.floor(milliseconds / unit))}${suffix}`;
}

function two(
  milliseconds: number,
  unit: number,
  suffix: string,
  smaller: number,
  smallerSuffix: string,
): string {
  const rest = Math.floor((milliseconds % unit) / smaller);
  return whole(milliseconds, unit, suffix) + (rest ? rest + smallerSuffix : '');
}
