import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { meQuery, useLines } from "@/api/me";
import { ApiError } from "@/api/problem";
import type { NewBroadcast, Preview } from "@/api/types.gen";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { Page } from "@/shared/ui/Page";
import { Notice } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { BroadcastBody } from "./BroadcastBody";
import { ConfirmBroadcast } from "./ConfirmBroadcast";
import { finishDraft, keyOf, useBroadcastDraft, writeDraft } from "./draft";
import { FromField } from "./FromField";
import { GroupField } from "./GroupField";
import { usePreview } from "./queries";

/** What a person is asked to confirm. It does not change any more, whatever happens to the draft meanwhile. */
interface Confirmation {
  order: NewBroadcast;
  key: string;
  preview: Preview;
}

/** Writes a text to a group; nothing goes out before it is confirmed. */
export function NewBroadcastPage() {
  const { group } = useSearch({ from: "/shell/broadcasts/new" });
  useEffect(() => {
    if (group) writeDraft({ group });
  }, [group]);
  const navigate = useNavigate();
  const me = useQuery(meQuery).data;
  const barred = me !== undefined && !me.may.includes("broadcast");
  const draft = useBroadcastDraft();
  const lines = useLines().filter((line) => line.mine && line.active);
  const line =
    lines.find((known) => known.id === draft.line) ??
    lines.find((known) => known.use === "personal") ??
    lines[0];
  const order: NewBroadcast = { line: line?.id ?? "", group: draft.group, body: draft.body };
  const preview = usePreview();
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const form = useFirstFault(missing ?? preview.error);
  const faults = { ...(preview.error instanceof ApiError && preview.error.fields), ...missing };

  const review = (event: FormEvent) => {
    event.preventDefault();
    const unfilled = unfilledIn(order);
    const complete = Object.keys(unfilled).length === 0;
    setMissing(complete ? null : unfilled);
    preview.reset();
    if (!complete) return;
    preview.mutate(order, {
      onSuccess: (found) => setConfirmation({ order, key: keyOf(order), preview: found }),
    });
  };
  const edit = (part: Partial<NewBroadcast>) => {
    setMissing(null);
    if (preview.isError) preview.reset();
    writeDraft(part);
  };
  return (
    <Page title="New broadcast" back="/broadcasts" paned>
      <form
        ref={form}
        noValidate
        onSubmit={review}
        aria-label="New broadcast"
        className="flex flex-col gap-5"
      >
        {barred && (
          <Notice tone="warn">Your role lets you answer in conversations, not write to groups.</Notice>
        )}
        <FromField
          lines={lines}
          value={order.line}
          error={faults.line}
          onChange={(id) => edit({ line: id })}
        />
        <GroupField value={order.group ?? ""} error={faults.group} onChange={(id) => edit({ group: id })} />
        <BroadcastBody
          value={order.body}
          kind={line?.kind ?? "local"}
          error={faults.body}
          onChange={(body) => edit({ body })}
        />
        <FormTrouble fault={preview.error} shown={["line", "group", "body"]} />
        <ButtonRow>
          <Button
            type="submit"
            look="primary"
            busy={preview.isPending}
            disabled={barred}
            className="max-sm:w-full"
          >
            Review
          </Button>
        </ButtonRow>
      </form>
      <ConfirmBroadcast
        confirmation={confirmation}
        line={line}
        onClose={() => setConfirmation(null)}
        onSent={(broadcast) => {
          finishDraft();
          void navigate({
            to: "/broadcasts/$broadcastId",
            params: { broadcastId: broadcast.id },
            replace: true,
          });
        }}
      />
    </Page>
  );
}

function unfilledIn(order: NewBroadcast): Record<string, string> {
  return {
    ...(!order.line && { line: "Choose the line it comes from." }),
    ...(!order.group && { group: "Choose who gets it." }),
    ...(!order.body.trim() && { body: "Write what you want to send." }),
  };
}
