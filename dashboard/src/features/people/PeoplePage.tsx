import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { meQuery, useMay } from "@/api/me";
import { teamQuery } from "@/api/team";
import type { TeamMember } from "@/api/types.gen";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { InviteSheet } from "./InviteSheet";
import { PersonSheet } from "./PersonSheet";
import { ROLES } from "./words";

/** The brand's people: managers see who is there, admins invite and change them. */
export function PeoplePage() {
  const query = useQuery(teamQuery);
  const me = useQuery(meQuery).data?.id ?? "";
  const may = useMay("manage_people");
  const [inviting, setInviting] = useState(false);
  const [chosen, setChosen] = useState("");
  const team = query.data ?? [];
  return (
    <Page
      title="People"
      back="/settings"
      actions={
        may && (
          <Button look="primary" icon="plus" onClick={() => setInviting(true)}>
            Invite
          </Button>
        )
      }
    >
      {query.isPending && <Loading rows={4} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      <List label="People">
        {team.map((person) => (
          <li key={person.id}>
            {may ? (
              <button
                type="button"
                onClick={() => setChosen(person.id)}
                className="block w-full cursor-pointer hover:bg-hover"
              >
                <PersonRow person={person} opens />
              </button>
            ) : (
              <PersonRow person={person} />
            )}
          </li>
        ))}
      </List>
      <InviteSheet open={inviting} onClose={() => setInviting(false)} />
      <PersonSheet
        key={chosen}
        person={team.find(({ id }) => id === chosen) ?? null}
        team={team}
        me={me}
        onClose={() => setChosen("")}
      />
    </Page>
  );
}

function PersonRow({ person, opens = false }: { person: TeamMember; opens?: boolean }) {
  const own = person.lines.map((line) => line.label).join(", ");
  return (
    <Row
      start={<Avatar name={person.name} id={person.id} />}
      title={person.name}
      detail={[ROLES[person.role].word, own && `Own line: ${own}`].filter(Boolean).join(" · ")}
      end={
        <>
          {person.away && <Badge tone="warn">Away</Badge>}
          {!person.active && <Badge>Switched off</Badge>}
          {opens && <Icon name="forward" className="size-5 text-soft" />}
        </>
      }
    />
  );
}
