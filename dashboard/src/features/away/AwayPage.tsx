import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { absencesQuery } from "@/api/absences";
import { meQuery, useMay } from "@/api/me";
import type { AbsenceShape, AbsenceList as Absences } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { Page } from "@/shared/ui/Page";
import { Section } from "@/shared/ui/Section";
import { Failed, Loading } from "@/shared/ui/States";
import { AbsenceDialog } from "./AbsenceDialog";
import { AbsenceList } from "./AbsenceList";
import { type AbsenceDraft, draftOf, freshDraft, habitOf } from "./draft";
import { GoAway } from "./GoAway";

/** When the person is away and who stands in; for managers the whole team's absences, too. */
export function AwayPage() {
  const query = useQuery(absencesQuery);
  const me = useQuery(meQuery).data?.id;
  return (
    <Page title="Away" back="/me">
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && me ? <Away found={query.data} me={me} /> : !query.isError && <Loading rows={4} />}
    </Page>
  );
}

function Away({ found, me }: { found: Absences; me: string }) {
  const team = useMay("assign");
  const [form, setForm] = useState<{ begun: AbsenceDraft; before?: AbsenceShape } | null>(null);
  const left = found.items.filter(({ ends }) => !ends || new Date(ends) > new Date());
  const mine = left.filter((absence) => absence.person.id === me);
  const gone = mine.some((absence) => absence.now);
  const others = left.filter((absence) => absence.person.id !== me);
  const change = (before: AbsenceShape) => setForm({ begun: draftOf(before), before });
  return (
    <div className="flex flex-col gap-8">
      {mine.length > 0 && (
        <Section title="My absences">
          <AbsenceList label="My absences" absences={mine} onChange={change} />
        </Section>
      )}
      <Section title={gone ? "Away later, too" : "Go away"}>
        <GoAway
          people={found.people.filter((person) => person.id !== me)}
          habit={habitOf(found.items, me)}
          gone={gone}
          onMore={(weekly, habit) => setForm({ begun: freshDraft(habit, weekly) })}
        />
      </Section>
      {team && (
        <Section
          title="The team"
          end={
            <Button
              icon="plus"
              look="quiet"
              onClick={() => setForm({ begun: freshDraft({ message: "", backups: [] }, false) })}
            >
              Add
            </Button>
          }
        >
          {others.length > 0 ? (
            <AbsenceList label="The team's absences" absences={others} named onChange={change} />
          ) : (
            <p className="text-soft">Nobody else is away, now or later.</p>
          )}
        </Section>
      )}
      <AbsenceDialog
        begun={form?.begun ?? null}
        before={form?.before}
        people={found.people}
        me={me}
        forOthers={team}
        onClose={() => setForm(null)}
      />
    </div>
  );
}
