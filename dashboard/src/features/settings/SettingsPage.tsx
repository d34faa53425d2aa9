import { Link, type LinkProps } from "@tanstack/react-router";
import { Icon, type IconName } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";

interface Place {
  to: LinkProps["to"];
  icon: IconName;
  title: string;
  detail: string;
}

/** Every part of the settings has its row here. */
const PLACES: Place[] = [
  {
    to: "/settings/brand",
    icon: "checks",
    title: "Compliance",
    detail: "Name, help, STOP, countries, texting on or off",
  },
  { to: "/settings/lines", icon: "flip", title: "Lines", detail: "Readiness, people, numbers" },
  {
    to: "/settings/suppressed",
    icon: "alert",
    title: "Suppressed contacts",
    detail: "Numbers that take no texts",
  },
];

/** The hub of the settings: everybody reads them, an admin changes them. */
export function SettingsPage() {
  return (
    <Page title="Settings" back="/me">
      <List label="Settings">
        {PLACES.map((place) => (
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
