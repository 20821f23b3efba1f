/** Rounds that are measured, after those in which code is compiled and caches fill. */
const ROUNDS = 15;
const WARM_UP = 5;
const TIMEOUT = 60_000;

/** How long a route of the plugin takes beside the catalog's list of as many rows. Times are medians in milliseconds. */
export interface Comparison {
  path: string;
  rows: number;
  /** Of all that match, over all pages. */
  total: number;
  bytes: number;
  time: number;
  catalogTime: number;
}

interface Answer {
  time: number;
  bytes: number;
  body: { items?: unknown[]; totalItems?: number };
}

const LISTS = [
  '/findings?limit=50',
  '/findings?limit=500',
  '/incidents?limit=50',
  '/incidents?limit=500',
];

/** Asks for each list and, by turns, for a page of the catalog with as many rows. */
export async function compareRoutes(
  baseUrl: string,
  token: string,
): Promise<Comparison[]> {
  const comparisons: Comparison[] = [];
  for (const path of [...LISTS, '/overview', '/clusters']) {
    const url = `${baseUrl}/api/opsagent${path}`;
    const first = await ask(url, token);
    const rows = rowsOf(first.body);
    const catalog = `${baseUrl}/api/catalog/entities/by-query?limit=${rows}`;
    const times: number[] = [];
    const catalogTimes: number[] = [];
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const own = await ask(url, token);
      const other = await ask(catalog, token);
      if (round < WARM_UP) continue;
      times.push(own.time);
      catalogTimes.push(other.time);
    }
    comparisons.push({
      path,
      rows,
      total: first.body.totalItems ?? rows,
      bytes: first.bytes,
      time: median(times),
      catalogTime: median(catalogTimes),
    });
  }
  return comparisons;
}

async function ask(url: string, token: string): Promise<Answer> {
  const start = performance.now();
  const response = await fetch(url, {
    headers: { Authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const text = await response.text();
  const time = performance.now() - start;
  if (!response.ok) throw new Error(`${url}: ${response.status} ${text}`);
  return { time, bytes: text.length, body: JSON.parse(text) };
}

/** Items of a list; of an overview, the rows of all its tables. */
function rowsOf(body: Answer['body']): number {
  if (body.items) return body.items.length;
  return Object.values(body)
    .filter(Array.isArray)
    .reduce((sum, table) => sum + table.length, 0);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
