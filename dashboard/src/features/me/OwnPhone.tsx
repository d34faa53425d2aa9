import { type FormEvent, useState } from "react";
import { ApiError, sentence } from "@/api/problem";
import type { Me } from "@/api/types.gen";
import { time } from "@/shared/lib/time";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { CodeField } from "@/shared/ui/CodeField";
import { Confirm } from "@/shared/ui/Confirm";
import { Field } from "@/shared/ui/Field";
import { Section } from "@/shared/ui/Section";
import { useOwnPhone } from "./useOwnPhone";

/** The phone to which the person is texted: its number, then the code that went there. */
export function OwnPhone({ me }: { me: Me }) {
  const { ask, confirm, forget, waiting, again } = useOwnPhone(me);
  const [typing, setTyping] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const stop = () => {
    setTyping(false);
    again();
    ask.reset();
    confirm.reset();
  };
  return (
    <Section title="Your phone">
      {waiting ? (
        <CodeForm
          tail={waiting.tail}
          busy={confirm.isPending}
          error={told(confirm.error, "code")}
          onCode={(code) => confirm.mutate(code, { onSuccess: () => setTyping(false) })}
          onAgain={() => {
            setTyping(true);
            again();
            confirm.reset();
          }}
          onCancel={stop}
        />
      ) : typing ? (
        <NumberForm
          busy={ask.isPending}
          error={told(ask.error, "phone")}
          onNumber={(phone) => ask.mutate(phone)}
          onCancel={stop}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-x-2">
          <p className="min-w-40 flex-1 text-pretty">
            {me.phone ? (
              <>
                Text me at <span className="font-semibold whitespace-nowrap">••• {me.phone.slice(-4)}</span>
              </>
            ) : (
              <span className="text-soft">
                Add your number to hear of answers by text. Nobody else gets to see it.
              </span>
            )}
          </p>
          {me.phone && (
            <Button look="quiet" onClick={() => setLeaving(true)}>
              Remove
            </Button>
          )}
          <Button onClick={() => setTyping(true)}>{me.phone ? "Change" : "Add your phone"}</Button>
        </div>
      )}
      <Confirm
        open={leaving}
        onClose={() => setLeaving(false)}
        title="Remove your phone?"
        action="Remove"
        onConfirm={() => forget.mutate(undefined, { onSuccess: () => setLeaving(false) })}
        busy={forget.isPending}
        error={forget.error}
      >
        What comes by text comes by email then. To be texted again, you give your number and a new code.
      </Confirm>
    </Section>
  );
}

interface StepProps {
  busy: boolean;
  error: string | undefined;
  onCancel: () => void;
}

function NumberForm({ busy, error, onNumber, onCancel }: StepProps & { onNumber: (phone: string) => void }) {
  return (
    <form onSubmit={submitting("phone", onNumber)} className="flex flex-col gap-4">
      <Field
        label="Your mobile number"
        name="phone"
        type="tel"
        autoComplete="tel"
        required
        maxLength={64}
        autoFocus
        error={error}
        hint="We text you a code. What you have now stays until you type it here."
        className="max-w-72"
      />
      <ButtonRow>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" look="primary" busy={busy}>
          Text me a code
        </Button>
      </ButtonRow>
    </form>
  );
}

interface CodeProps extends StepProps {
  tail: string;
  onCode: (code: string) => void;
  onAgain: () => void;
}

function CodeForm({ tail, busy, error, onCode, onAgain, onCancel }: CodeProps) {
  return (
    <form onSubmit={submitting("code", onCode)} className="flex flex-col gap-4">
      <CodeField
        label={`Code that we texted to ••• ${tail}`}
        error={error}
        hint="It counts for ten minutes."
        autoFocus
      />
      <ButtonRow>
        <Button onClick={onCancel}>Cancel</Button>
        <Button onClick={onAgain}>Send another</Button>
        <Button type="submit" look="primary" busy={busy}>
          Confirm
        </Button>
      </ButtonRow>
    </form>
  );
}

const submitting = (name: string, give: (value: string) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault();
  give(String(new FormData(event.currentTarget).get(name)).trim());
};

/** Why it was not taken, and from when on it may be tried again. */
function told(fault: Error | null, field: string): string | undefined {
  if (!fault) return undefined;
  if (!(fault instanceof ApiError)) return sentence(fault);
  const { until } = fault.problem;
  const from = until && time(until);
  return fault.fields[field] ?? (from ? `${fault.message} From ${from} on you can.` : fault.message);
}
