import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { SignInRefused } from "@/auth/cognito";
import { useSession } from "@/auth/context";
import type { NewPasswordNeeded } from "@/auth/session";
import { Button } from "@/shared/ui/Button";
import { Field } from "@/shared/ui/Field";
import { Notice } from "@/shared/ui/States";
import { useTitle } from "@/shared/useTitle";

/** Email and password; then back to where the person wanted to be. */
export function SignInPage() {
  useTitle("Sign in");
  const session = useSession();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const [needed, setNeeded] = useState<NewPasswordNeeded | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = String(form.get("password"));
    setBusy(true);
    setError("");
    try {
      const wanted = needed
        ? await session.chooseNewPassword(needed, password)
        : await session.signIn(String(form.get("email")).trim(), password);
      setNeeded(wanted);
      if (!wanted) await navigate({ href: next ?? "/", replace: true });
    } catch (fault) {
      setError(
        fault instanceof SignInRefused
          ? fault.message
          : "Signing in is not possible right now. Check your network.",
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="flex min-h-dvh items-center justify-center bg-canvas p-4">
      <div className="w-full max-w-sm">
        <img src="/icon.svg" alt="" className="mb-5 size-14" />
        <h1 className="text-2xl font-semibold tracking-tight">
          {needed ? "Choose a new password" : "Sign in to Parley"}
        </h1>
        <p className="mt-1 mb-6 text-soft">
          {needed
            ? "Your first one was only good for one time."
            : "Every conversation with your customers, in one place."}
        </p>
        <form onSubmit={submit} className="flex flex-col gap-4" key={needed ? "renew" : "sign-in"}>
          {error && (
            <Notice tone="danger" role="alert">
              {error}
            </Notice>
          )}
          {!needed && (
            <Field
              label="Email"
              name="email"
              type="email"
              autoComplete="username"
              required
              autoCapitalize="none"
            />
          )}
          <Field
            label={needed ? "New password" : "Password"}
            name="password"
            type="password"
            autoComplete={needed ? "new-password" : "current-password"}
            required
            minLength={needed ? 8 : undefined}
          />
          <Button type="submit" look="primary" busy={busy} className="mt-2 w-full">
            {busy ? "One moment…" : needed ? "Save and sign in" : "Sign in"}
          </Button>
        </form>
      </div>
    </main>
  );
}
