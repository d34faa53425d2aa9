import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useState } from "react";
import { brandQuery } from "@/api/brand";
import { meQuery, useLines } from "@/api/me";
import { ApiError } from "@/api/problem";
import type { NewBroadcast, Preview } from "@/api/types.gen";
import type { Attached } from "@/shared/drafts";
import { useAttachments } from "@/shared/media/useAttachments";
import { ownZone } from "@/shared/schedule/moments";
import { Button, ButtonRow } from "@/shared/ui/Button";
import { Checkbox } from "@/shared/ui/Checkbox";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { Page } from "@/shared/ui/Page";
import { Notice } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { AudienceMore } from "./AudienceMore";
import { isAddressed } from "./audience";
import { BroadcastBody } from "./BroadcastBody";
import { ConfirmBroadcast } from "./ConfirmBroadcast";
import { type BroadcastDraft, finishDraft, keyOf, PICTURES, useBroadcastDraft, writeDraft } from "./draft";
import { FromField } from "./FromField";
import { GroupField } from "./GroupField";
import { mediaFault, orderOf, unfilledIn } from "./order";
import { PicturesField } from "./PicturesField";
import { usePreview } from "./queries";
import { TimesField } from "./TimesField";

/** What a person is asked to confirm. It does not change any more, whatever happens to the draft meanwhile. */
interface Confirmation {
  order: NewBroadcast;
  key: string;
  preview: Preview;
  media: Attached[];
}

/** The parts of an order whose faults its fields tell. */
const SHOWN = [
  "line",
  "group",
  "groups",
  "contacts",
  "exclude",
  "skip",
  "body",
  "media",
  "send_at",
  "send_at_local",
  "repeat",
  "not_after",
];

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
  const attachments = useAttachments(PICTURES);
  const { media } = attachments;
  const kind = line?.kind ?? "local";
  const zone = useQuery(brandQuery).data?.zone ?? ownZone();
  const order = orderOf(draft, line?.id ?? "", media, zone);
  const preview = usePreview();
  const [confirmation, setConfirmation] = useState<Confirmation | null>(null);
  const [missing, setMissing] = useState<Record<string, string> | null>(null);
  const form = useFirstFault(missing ?? preview.error);
  const faults = { ...(preview.error instanceof ApiError && preview.error.fields), ...missing };

  const review = (event: FormEvent) => {
    event.preventDefault();
    const unfilled = unfilledIn(order, isAddressed(draft.group, draft.audience), attachments.refused);
    const complete = Object.keys(unfilled).length === 0;
    setMissing(complete ? null : unfilled);
    preview.reset();
    if (complete) ask(order);
  };
  const ask = (asked: NewBroadcast) =>
    preview.mutate(asked, {
      onSuccess: (found) => setConfirmation({ order: asked, key: keyOf(asked), preview: found, media }),
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
  const dismiss = (key: string) => {
    edit({});
    attachments.dismiss(key);
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
          value={draft.body}
          kind={kind}
          error={faults.body}
          files={media.length}
          onChange={(body) => edit({ body })}
        />
        <PicturesField attachments={{ ...attachments, dismiss }} kind={kind} error={mediaFault(faults)} />
        <Checkbox
          label="Shorten links and count clicks"
          checked={draft.shortLinks}
          onChange={(shortLinks) => edit({ shortLinks })}
        />
        <TimesField draft={draft} zone={zone} faults={faults} onChange={edit} />
        <FormTrouble fault={preview.error} shown={SHOWN} />
        <ButtonRow>
          <Button
            type="submit"
            look="primary"
            busy={preview.isPending}
            disabled={barred || attachments.busy || attachments.fault !== null}
            className="max-sm:w-full"
          >
            Review
          </Button>
        </ButtonRow>
      </form>
      <ConfirmBroadcast
        confirmation={confirmation}
        line={line}
        zone={zone}
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
