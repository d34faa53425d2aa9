import {
  answerCode,
  answerNewPassword,
  type Outcome,
  refreshTokens,
  SignInRefused,
  type Step,
  signInByPassword,
} from "./cognito";
import { KEPT as KEPT_SETTINGS, type Settings } from "./settings";
import { silence } from "./silence";

interface Kept {
  idToken: string;
  /** For the pool's own calls about the person; absent where an older version of this page signed in. */
  accessToken?: string;
  refreshToken: string;
  email: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** A step that the pool wants before it lets the person in. */
export interface Needed {
  step: Step;
  email: string;
  session: string;
}

const STORAGE = "parley.session";
const OWNER = "parley.owner";
/** A token is renewed this long before it ends, so that no request leaves with a dead one. */
const EARLY_MS = 2 * 60_000;

/** The signed-in person's tokens, shared by all tabs through localStorage. */
export class Session {
  private refreshing: Promise<string | null> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(
    readonly settings: Settings,
    private readonly clock: () => number = Date.now,
  ) {
    window.addEventListener("storage", (event) => {
      if (event.key === STORAGE || event.key === null) this.tell();
    });
  }

  get signedIn(): boolean {
    return read() !== null;
  }

  get email(): string {
    return read()?.email ?? "";
  }

  /** Calls `listener` whenever somebody signed in or out, in whatever tab. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Signs in; null when done, else what the pool wants first. */
  async signIn(email: string, password: string): Promise<Needed | null> {
    return this.begin(email, await signInByPassword(this.settings, email, password));
  }

  /** Answers the step that was needed, with a new password or a code; null when signed in, else the next step. */
  async take(needed: Needed, answer: string): Promise<Needed | null> {
    const respond = needed.step === "code" ? answerCode : answerNewPassword;
    return this.begin(needed.email, await respond(this.settings, needed.email, answer, needed.session));
  }

  /** The token for the pool's own calls about this person; null when nobody is signed in any more. */
  async accessToken(): Promise<string | null> {
    const token = await this.token();
    if (!token) return null;
    if (!read()?.accessToken) await this.renew(token);
    return read()?.accessToken ?? null;
  }

  /** A token that is good now; null when nobody is signed in any more. Throws when the network is away. */
  async token(): Promise<string | null> {
    const kept = read();
    if (!kept) return null;
    return kept.expiresAt - EARLY_MS > this.clock() ? kept.idToken : this.renew(kept.idToken);
  }

  /** A newer token than `stale`, fetched once however many ask; null ends the session. */
  renew(stale: string): Promise<string | null> {
    this.refreshing ??= this.refresh(stale).finally(() => {
      this.refreshing = null;
    });
    return this.refreshing;
  }

  signOut(): void {
    localStorage.removeItem(STORAGE);
    this.tell();
  }

  private async refresh(stale: string): Promise<string | null> {
    const kept = read();
    if (!kept) return null;
    // Another tab was faster.
    if (kept.idToken !== stale && kept.expiresAt - EARLY_MS > this.clock()) return kept.idToken;
    try {
      this.keep(kept.email, await refreshTokens(this.settings, kept.refreshToken), kept.refreshToken);
    } catch (fault) {
      if (!(fault instanceof SignInRefused)) throw fault;
      this.signOut();
    }
    return read()?.idToken ?? null;
  }

  private begin(email: string, outcome: Outcome): Needed | null {
    if (outcome.kind === "signed-in") forgetOthers(email);
    return this.keep(email, outcome);
  }

  private keep(email: string, outcome: Outcome, refreshToken = ""): Needed | null {
    if (outcome.kind !== "signed-in") return { step: outcome.kind, email, session: outcome.session };
    const kept: Kept = {
      idToken: outcome.idToken,
      accessToken: outcome.accessToken,
      refreshToken: outcome.refreshToken ?? refreshToken,
      email,
      expiresAt: this.clock() + outcome.expiresIn * 1000,
    };
    localStorage.setItem(STORAGE, JSON.stringify(kept));
    this.tell();
    return null;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Drafts and unsent texts of whoever was signed in on this device before must not go out in another's name. The
 * stack's settings are nobody's, and without them nothing opens offline. */
function forgetOthers(email: string): void {
  const owner = email.trim().toLowerCase();
  if (localStorage.getItem(OWNER) !== owner) {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith("parley.") && name !== KEPT_SETTINGS) localStorage.removeItem(name);
    }
    silence();
    localStorage.setItem(OWNER, owner);
  }
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(STORAGE) ?? "null") as Kept | null;
  } catch {
    return null;
  }
}
