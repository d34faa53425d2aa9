import { call, SignInRefused } from "./cognito";
import type { Session } from "./session";

const TOTP = "SOFTWARE_TOKEN_MFA";
/** What authenticator apps show above the code. */
const ISSUER = "Parley";

const SIGNED_OUT = new SignInRefused("NotAuthorizedException", "You are signed out. Sign out and in again.");

/** The second step of signing in: six digits from an app, besides the password. */
export class SecondStep {
  constructor(private readonly session: Session) {}

  /** Whether the person has it on. */
  async on(): Promise<boolean> {
    const user = (await this.ask("GetUser", {})) as { UserMFASettingList?: string[] };
    return user.UserMFASettingList?.includes(TOTP) ?? false;
  }

  /** A new key for the person's app. Nothing changes until `confirm`. */
  async begin(): Promise<string> {
    return ((await this.ask("AssociateSoftwareToken", {})) as { SecretCode: string }).SecretCode;
  }

  /** Turns it on, if `code` is what an app with that key shows now. */
  async confirm(code: string): Promise<void> {
    await this.ask("VerifySoftwareToken", { UserCode: code });
    await this.prefer(true);
  }

  /** Turns it off: the password alone signs in from then on. */
  turnOff(): Promise<unknown> {
    return this.prefer(false);
  }

  /** The key as an authenticator app takes it, by a tap or from a QR code (Google's Key URI format). */
  link(key: string): string {
    const account = encodeURIComponent(`${ISSUER}:${this.session.email}`);
    return `otpauth://totp/${account}?secret=${key}&issuer=${ISSUER}`;
  }

  private prefer(on: boolean): Promise<unknown> {
    return this.ask("SetUserMFAPreference", { SoftwareTokenMfaSettings: { Enabled: on, PreferredMfa: on } });
  }

  private async ask(action: string, wish: object): Promise<unknown> {
    const token = await this.session.accessToken();
    if (!token) throw SIGNED_OUT;
    try {
      return await call(this.session.settings, action, { ...wish, AccessToken: token });
    } catch (fault) {
      throw fault instanceof SignInRefused && fault.code === SIGNED_OUT.code ? SIGNED_OUT : fault;
    }
  }
}
