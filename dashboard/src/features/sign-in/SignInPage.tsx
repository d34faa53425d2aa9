import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { SignInRefused } from "@/auth/cognito";
import { useSession } from "@/auth/context";
import type { Needed } from "@/auth/session";
import { Button } from "@/shared/ui/Button";
import { CodeField } from "@/shared/ui/CodeField";
import { Field } from "@/shared/ui/Field";
import { Notice } from "@/shared/ui/States";
import { useTitle } from "@/shared/useTitle";

const WORDS = {
  password: {
    title: "Sign in to Parley",
    told: "Every conversation with your customers, in one place.",
    action: "Sign in",
  },
  "new-password": {
    title: "Choose a new password",
    told: "Your first one was only good for one time.",
    action: "Save and sign in",
  },
  code: {
    title: "Type your code",
    told: "Open the authenticator app on your phone. It shows six digits for Parley.",
    action: "Sign in",
  },
};

/** Email and password, and what the pool wants besides; then back to where the person wanted to be. */
export function SignInPage() {
  useTitle("Sign in");
  const session = useSession();
  const navigate = useNavigate();
  const { next } = useSearch({ from: "/sign-in" });
  const [needed, setNeeded] = useState<Needed | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const step = needed?.step ?? "password";

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError("");
    try {
      const wanted = needed
        ? await session.take(needed, answered(form))
        : await session.signIn(String(form.get("email")).trim(), String(form.get("password")));
      setNeeded(wanted);
      if (!wanted) await navigate({ href: next ?? "/", replace: true });
    } catch (fault) {
      if (tooLate(fault)) setNeeded(null);
      setError(told(fault));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="flex min-h-dvh items-center justify-center bg-canvas p-4">
      <div className="w-full max-w-sm">
        <img src="/icon.svg" alt="" className="mb-5 size-14" />
        <h1 className="text-2xl font-semibold tracking-tight">{WORDS[step].title}</h1>
        <p className="mt-1 mb-6 text-soft">{WORDS[step].told}</p>
        <form onSubmit={submit} className="flex flex-col gap-4" key={step}>
          {error && (
            <Notice tone="danger" role="alert">
              {error}
            </Notice>
          )}
          <Asked step={step} />
          <Button type="submit" look="primary" busy={busy} className="mt-2 w-full">
            {busy ? "One moment…" : WORDS[step].action}
          </Button>
          {needed && (
            <Button look="quiet" onClick={() => setNeeded(null)}>
              Back
            </Button>
          )}
        </form>
      </div>
    </main>
  );
}

function Asked({ step }: { step: keyof typeof WORDS }) {
  if (step === "code") {
    return <CodeField hint="Lost your phone? Whoever runs Parley for you can turn the code off." />;
  }
  const fresh = step === "new-password";
  return (
    <>
      {!fresh && (
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
        label={fresh ? "New password" : "Password"}
        name="password"
        type="password"
        autoComplete={fresh ? "new-password" : "current-password"}
        required
        minLength={fresh ? 12 : undefined}
        hint={
          fresh
            ? "At least 12 characters: small and capital letters, digits and a sign such as ! or -."
            : undefined
        }
      />
    </>
  );
}

function answered(form: FormData): string {
  return String(form.get("code") ?? form.get("password")).replace(form.has("code") ? /\s/g : "", "");
}

function tooLate(fault: unknown): boolean {
  return fault instanceof SignInRefused && fault.code === "TooLate";
}

function told(fault: unknown): string {
  return fault instanceof SignInRefused
    ? fault.message
    : "Signing in is not possible right now. Check your network.";
}
