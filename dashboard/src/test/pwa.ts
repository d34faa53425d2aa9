/** Stands for the service worker's registration in unit tests. */
export function registerSW(): () => Promise<void> {
  return () => Promise.resolve();
}
