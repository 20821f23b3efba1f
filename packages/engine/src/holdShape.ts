const held: object[] = [];

/**
 * Holds an object for as long as the process lives. For one small instance of a class of which every analysis makes its own: V8 forgets the layout of a class, and drops
 * the code that was compiled for it, when a garbage collection finds no instance, as it does between two scans.
 */
export function holdShape(instance: object): void {
  held.push(instance);
}
