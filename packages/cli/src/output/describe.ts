/** A span of time in its two largest units, such as `3 h 20 min`. */
export function describeDuration(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return join(`${days} d`, hours % 24, 'h');
  if (hours > 0) return join(`${hours} h`, minutes % 60, 'min');
  return minutes > 0 ? `${minutes} min` : 'less than a minute';
}

function join(large: string, small: number, unit: string) {
  return small > 0 ? `${large} ${small} ${unit}` : large;
}

/** `1 problem`, `2 problems`, `no problem`. */
export function count(number: number, noun: string, plural = `${noun}s`) {
  if (number === 0) return `no ${noun}`;
  return `${number.toLocaleString('en')} ${number === 1 ? noun : plural}`;
}
