import { type FormEvent, lazy, Suspense } from "react";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { CodeField } from "@/shared/ui/CodeField";

const QrCode = lazy(() => import("@/shared/ui/QrCode"));

interface EnrolmentProps {
  /** What the app makes its codes of: letters and digits, to be typed where nothing can be scanned. */
  secret: string;
  link: string;
  busy: boolean;
  error: string | undefined;
  onCode: (code: string) => void;
  onCancel: () => void;
}

/** The key for the person's app in three ways, and the proof that the app has it. */
export function Enrolment({ secret, link, busy, error, onCode, onCancel }: EnrolmentProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get("code")).replace(/\s/g, ""));
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4 rounded-2xl border border-rule p-4">
      <ol className="flex list-decimal flex-col gap-4 pl-5">
        <li>Get an authenticator app on your phone, if you have none: any that shows codes of six digits.</li>
        <li>
          Scan this with the app, or{" "}
          <a href={link} className="text-brand-text underline">
            open the app on this phone
          </a>
          .
          <div className="mt-2">
            <Suspense>
              <QrCode label="Code to scan with the app" value={link} />
            </Suspense>
          </div>
          <p className="mt-2 text-sm text-soft">If neither works, type this key into the app:</p>
          <p className="mt-1 font-mono text-sm break-all select-all">
            {secret.replace(/(.{4})(?=.)/g, "$1 ")}
          </p>
        </li>
        <li>Type the code that the app shows now. Then it is asked each time you sign in.</li>
      </ol>
      <CodeField error={error} />
      <ButtonRow>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Turn on
        </Button>
      </ButtonRow>
    </form>
  );
}
