import { useQueries, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { contactQuery } from "@/api/contacts";
import { groupChoicesQuery } from "@/api/groups";
import { ApiError, isGone } from "@/api/problem";
import type { AudienceShape, BroadcastShape } from "@/api/types.gen";
import { FormTrouble } from "@/shared/ui/FormTrouble";
import { SaveRow } from "@/shared/ui/SaveRow";
import { Failed, Loading } from "@/shared/ui/States";
import { useFirstFault } from "@/shared/useFirstFault";
import { AudienceMore } from "./AudienceMore";
import { type AudienceDraft, isAddressed } from "./audience";
import { contactsIn, draftOf, faultsWithin, wholeOf } from "./audienceDraft";
import { ChangeSheet } from "./ChangeSheet";
import { GroupField } from "./GroupField";
import { useChange } from "./queries";

/** Of so many at most it is asked what they are called. */
const MOST_NAMED = 40;

/** Other people for a broadcast that has not begun. */
export function ChangeAudience({ broadcast }: { broadcast: BroadcastShape }) {
  const { audience } = broadcast;
  if (!audience) return null;
  return (
    <ChangeSheet
      icon="person"
      label="Change who gets it"
      title="Who shall get it?"
      form={(close) => <Named broadcast={broadcast} audience={audience} onClose={close} />}
    />
  );
}

interface NamedProps {
  broadcast: BroadcastShape;
  audience: AudienceShape;
  onClose: () => void;
}

/** The form, once it is known what those are called whom it names now. */
function Named({ broadcast, audience, onClose }: NamedProps) {
  const groups = useQuery(groupChoicesQuery);
  const contacts = useQueries({ queries: contactsIn(audience).slice(0, MOST_NAMED).map(contactQuery) });
  const failed = [groups, ...contacts].find((query) => query.isError && !isGone(query.error));
  if (failed) return <Failed error={failed.error} retry={() => void failed.refetch()} />;
  if (!groups.data || contacts.some((query) => query.isPending)) return <Loading rows={3} />;
  const gone = contactsIn(audience).filter((_, place) => isGone(contacts[place]?.error));
  const [group, draft] = draftOf(
    audience,
    groups.data,
    contacts.flatMap(({ data }) => data ?? []),
    gone,
  );
  return <AudienceForm broadcast={broadcast} before={group} draft={draft} onClose={onClose} />;
}

interface AudienceFormProps {
  broadcast: BroadcastShape;
  before: string;
  draft: AudienceDraft;
  onClose: () => void;
}

function AudienceForm({ broadcast, before, draft, onClose }: AudienceFormProps) {
  const [group, setGroup] = useState(before);
  const [audience, setAudience] = useState(draft);
  const change = useChange(broadcast.id);
  const form = useFirstFault(change.error);
  const faults = change.error instanceof ApiError ? faultsWithin(change.error.fields) : {};
  const edited = () => change.isError && change.reset();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ audience: wholeOf(group, audience) }, { onSuccess: onClose });
  };
  return (
    <form ref={form} noValidate onSubmit={submit} aria-label="Who gets it" className="flex flex-col gap-4">
      <GroupField
        value={group}
        error={faults[""]}
        onChange={(id) => {
          edited();
          setGroup(id);
        }}
      />
      <AudienceMore
        draft={audience}
        faults={faults}
        onChange={(part) => {
          edited();
          setAudience({ ...audience, ...part });
        }}
      />
      <FormTrouble fault={change.error} shown={["audience"]} />
      <SaveRow
        busy={change.isPending}
        disabled={!isAddressed(group, audience)}
        onLeave={onClose}
        leave="Back"
      />
    </form>
  );
}
