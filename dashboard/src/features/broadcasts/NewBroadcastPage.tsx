import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { meQuery, useLines } from "@/api/me";
import { ApiError } from "@/api/problem";
import type { NewBroadcast, Preview } from "@/api/types.gen";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { Page } from "@/shared/ui/Page";
import { Notice } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { AudienceMore } from "./AudienceMore";
import { audienceOf, isAddressed } from "./audience";
import { BroadcastBody } from "./BroadcastBody";
import { ConfirmBroadcast } from "./ConfirmBroadcast";
import { type BroadcastDraft, finishDraft, keyOf, useBroadcastDraft, writeDraft } from "./draft";
import { FromField } from "./FromField";
import { GroupField } from "./GroupField";
import { usePreview } from "./queries";
import { RepeatField } from "./RepeatField";
import { repeatAsked } from "./repeat";
import { WhenField } from "./WhenField";
import { asAsked } from "./when";

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
  const order: NewBroadcast = {
    line: line?.id ?? "",
    ...audienceOf(draft.group, draft.audience),
    body: draft.body,
    ...asAsked(draft),
    ...repeatAsked(draft.repeat, draft.sendAt),
    ...(draft.shortLinks && { short_links: true }),
  };
  const preview = usePreview();
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const form = useFirstFault(missing ?? preview.error);
  const faults = { ...(preview.error instanceof ApiError && preview.error.fields), ...missing };

  const review = (event: FormEvent) => {
    event.preventDefault();
    const unfilled = unfilledIn(order, isAddressed(draft.group, draft.audience));
    const complete = Object.keys(unfilled).length === 0;
    setMissing(complete ? null : unfilled);
    preview.reset();
    if (complete) ask(order);
  };
  const ask = (asked: NewBroadcast) =>
    preview.mutate(asked, {
      onSuccess: (found) => setConfirmation({ order: asked, key: keyOf(asked), preview: found }),
    });
  const replace = (body: string) => {
    writeDraft({ body });
    setConfirmation(null);
    ask({ ...order, body });
  };
  const edit = (part: Partial<BroadcastDraft>) => {
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
        <GroupField value={draft.group} error={faults.group} onChange={(id) => edit({ group: id })} />
        <AudienceMore
          draft={draft.audience}
          faults={faults}
          onChange={(part) => edit({ audience: { ...draft.audience, ...part } })}
        />
        <BroadcastBody
          value={order.body}
          kind={line?.kind ?? "local"}
          error={faults.body}
          onChange={(body) => edit({ body })}
        />
        <Checkbox
          label="Shorten links and count clicks"
          checked={draft.shortLinks}
          onChange={(shortLinks) => edit({ shortLinks })}
        />
        <WhenField value={draft} error={faults.send_at ?? faults.send_at_local} onChange={edit} />
        {draft.sendAt && (
          <RepeatField
            value={draft.repeat}
            sendAt={draft.sendAt}
            faults={faults}
            onChange={(repeat) => edit({ repeat })}
          />
        )}
        <FormTrouble
          fault={preview.error}
          shown={[
            "line",
            "group",
            "groups",
            "contacts",
            "exclude",
            "skip",
            "body",
            "send_at",
            "send_at_local",
            "repeat",
          ]}
        />
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
        onReplace={replace}
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

function unfilledIn(order: NewBroadcast, addressed: boolean): Record<string, string> {
  return {
    ...(!order.line && { line: "Choose the line it comes from." }),
    ...(!addressed && { group: "Choose who gets it." }),
    ...(!order.body.trim() && { body: "Write what you want to send." }),
  };
}
