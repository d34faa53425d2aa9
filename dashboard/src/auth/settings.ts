/** What the dashboard must know of its stack before anyone can sign in. */
export interface Settings {
  apiUrl: string;
  region: string;
  userPoolId: string;
  userPoolClientId: string;
  cognitoEndpoint: string;
  /** The public key that devices are given to be notified; empty or absent where nobody can be. */
  pushKey?: string;
}

export const KEPT = "parley.settings";

/** The stack's settings; those of the last visit while the network is away. */
export async function loadSettings(): Promise<Settings> {
  try {
    const response = await fetch("/config.json", { cache: "no-store" });
    if (!response.ok) throw new Error(`/config.json answered ${response.status}`);
    const settings = (await response.json()) as Settings;
    localStorage.setItem(KEPT, JSON.stringify(settings));
    return settings;
  } catch (fault) {
    const kept = localStorage.getItem(KEPT);
    if (kept) return JSON.parse(kept) as Settings;
    throw fault;
  }
}
