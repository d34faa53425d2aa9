import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { sentence } from "@/api/problem";
import { SignInRefused } from "@/auth/cognito";
import { useSession } from "@/auth/context";
import { SecondStep } from "@/auth/secondStep";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Section } from "@/shared/ui/Section";
import { Notice } from "@/shared/ui/States";
import { toast } from "@/shared/ui/Toaster";
import { Enrolment } from "./Enrolment";

const KEY = ["second-step"];

/** Whether a code from the person's phone is asked at the sign-in, besides the password; on and off. */
export function SignInSafety() {
  const session = useSession();
  const step = useMemo(() => new SecondStep(session), [session]);
  const queries = useQueryClient();
  const state = useQuery({ queryKey: KEY, queryFn: () => step.on(), staleTime: 60_000 });
  const [leaving, setLeaving] = useState(false);
  const begin = useMutation({ mutationFn: () => step.begin() });
  const done = (on: boolean) => {
    queries.setQueryData(KEY, on);
    begin.reset();
    setLeaving(false);
    toast(on ? "A code is asked from now on" : "No code is asked any more");
  };
  const confirm = useMutation({
    mutationFn: (code: string) => step.confirm(code),
    onSuccess: () => done(true),
  });
  const turnOff = useMutation({ mutationFn: () => step.turnOff(), onSuccess: () => done(false) });
  const fault = state.error ?? begin.error;

  return (
    <Section
      title="Code at sign-in"
      end={state.isSuccess && <Badge tone={state.data ? "good" : "plain"}>{state.data ? "On" : "Off"}</Badge>}
    >
      <p className="mb-3 text-soft text-pretty">
        An app on your phone shows a code that you type after your password. Somebody who learns your password
        still cannot sign in.
      </p>
      {fault && (
        <Notice tone="danger" role="alert">
          {told(fault)}
        </Notice>
      )}
      {state.data === false && !begin.data && (
        <Button busy={begin.isPending} onClick={() => begin.mutate()}>
          Turn on
        </Button>
      )}
      {state.data === false && begin.data && (
        <Enrolment
          secret={begin.data}
          link={step.link(begin.data)}
          busy={confirm.isPending}
          error={confirm.error ? told(confirm.error) : undefined}
          onCode={(code) => confirm.mutate(code)}
          onCancel={() => {
            begin.reset();
            confirm.reset();
          }}
        />
      )}
      {state.data && <Button onClick={() => setLeaving(true)}>Turn off</Button>}
      <Confirm
        open={leaving}
        onClose={() => setLeaving(false)}
        title="Turn the code off?"
        action="Turn off"
        onConfirm={() => turnOff.mutate()}
        busy={turnOff.isPending}
        error={turnOff.error}
      >
        Your password alone signs you in then. To turn the code on again, you scan a new one.
      </Confirm>
    </Section>
  );
}

function told(fault: unknown): string {
  return fault instanceof SignInRefused ? fault.message : sentence(fault);
}
