import { listingOf, searchOf } from './incidentFilters';

/** A list of incidents that somebody gave a name. */
export type SavedView = {
  name: string;
  /** The query of its URL. */
  search: string;
};

/** The views in what was stored, whoever wrote it; what is none is passed over. */
export function viewsOf(stored: unknown): SavedView[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((each: Partial<SavedView> | null) =>
    typeof each?.name === 'string' && typeof each.search === 'string'
      ? [{ name: each.name, search: canonicalSearch(each.search) }]
      : [],
  );
}

/** The views with one more, or with another one in the place of that of the same name. */
export function withView(
  views: readonly SavedView[],
  view: SavedView,
): SavedView[] {
  return [...withoutView(views, view.name), view].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

export function withoutView(
  views: readonly SavedView[],
  name: string,
): SavedView[] {
  return views.filter(each => each.name !== name);
}

/** The query of a list without its page, spelled in one way only. */
export function canonicalSearch(search: string): string {
  return searchOf(listingOf(new URLSearchParams(search)));
}
