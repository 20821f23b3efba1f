/** A value that a list can be narrowed to. */
export interface FilterOption {
  value: string;
  label: string;
  /** How many items have it; absent when it is not known. */
  count?: number;
}
