import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { meQuery } from "@/api/me";
import type { Action } from "@/api/types.gen";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";

interface Place {
  to: LinkProps["to"];
  icon: IconName;
  title: string;
  detail: string;
  /** What a role must allow to see it; without it everybody does. */
  takes?: Action;
}

/** Every part of the settings has its row here. */
const PLACES: Place[] = [
  {
    to: "/settings/brand",
    icon: "checks",
    title: "Compliance",
    detail: "Name, help, STOP, texting on or off",
  },
  { to: "/settings/lines", icon: "flip", title: "Lines", detail: "Readiness, who works on them, numbers" },
  {
    to: "/settings/people",
    icon: "group",
    title: "People",
    detail: "Who texts, in which role",
    takes: "see_team",
  },
  { to: "/settings/lead-rules", icon: "flip", title: "Lead rules", detail: "Who gets new leads" },
  {
    to: "/settings/forms",
    icon: "compose",
    title: "Opt-in forms",
    detail: "Forms, links, what waits for review",
    takes: "edit_forms",
  },
  { to: "/settings/hours", icon: "clock", title: "Legal hours", detail: "Windows in force today, by state" },
  {
    to: "/settings/suppressed",
    icon: "alert",
    title: "Suppressed contacts",
    detail: "Numbers that take no texts",
  },
  {
    to: "/quarantine",
    icon: "archive",
    title: "Quarantine",
    detail: "Texts that found no line",
    takes: "assign",
  },
];

/** The hub of the settings: everybody reads them, an admin changes them. */
export function SettingsPage() {
  const me = useQuery(meQuery).data;
  return (
    <Page title="Settings" back="/me">
      <List label="Settings">
        {PLACES.filter(({ takes }) => !takes || me?.may.includes(takes)).map((place) => (
          <li key={place.title}>
            <Link to={place.to} className="block hover:bg-hover">
              <Row
                start={<Icon name={place.icon} className="size-6 text-brand-text" />}
                title={place.title}
                detail={place.detail}
                end={<Icon name="forward" className="size-5 text-soft" />}
              />
            </Link>
          </li>
        ))}
      </List>
    </Page>
  );
}
