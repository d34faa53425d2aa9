import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { meQuery } from "@/api/me";
import { useSession } from "@/auth/context";
import { leave } from "@/shared/push/switching";
import { Avatar } from "@/shared/ui/Avatar";
import { Badge } from "@/shared/ui/Badge";
import { Button } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { List, Row } from "@/shared/ui/List";
import { Page } from "@/shared/ui/Page";
import { Failed, Loading } from "@/shared/ui/States";
import { Alerts } from "./Alerts";
import { InstallHint } from "./InstallHint";
import { NameForm } from "./NameForm";
import { OwnPhone } from "./OwnPhone";
import { SignInSafety } from "./SignInSafety";

/** The person itself: its name, how it is alerted, and the way out. */
export function MePage() {
  const session = useSession();
  const query = useQuery(meQuery);
  const me = query.data;
  const [leaving, setLeaving] = useState(false);
  const signOut = () => {
    setLeaving(true);
    void leave().then(() => session.signOut());
  };
  return (
    <Page title="Me">
      {query.isPending && <Loading rows={3} />}
      {query.isError && !me && <Failed error={query.error} retry={() => void query.refetch()} />}
      {me && (
        <div className="flex flex-col gap-8">
          <div className="flex items-center gap-4">
            <Avatar name={me.name} id={me.id} size="size-16" />
            <div className="min-w-0">
              <p className="truncate text-lg font-semibold">{me.name}</p>
              <p className="truncate text-soft">{me.email}</p>
              <Badge tone="brand">{me.role[0]?.toUpperCase() + me.role.slice(1)}</Badge>
            </div>
          </div>
          <NameForm name={me.name} />
          <OwnPhone me={me} />
          <Alerts me={me} />
          <SignInSafety />
          <List label="More">
            <li>
              <Link to="/away" className="block hover:bg-hover">
                <Row
                  title="Away"
                  detail="When you are not there, and who stands in"
                  end={<Icon name="forward" className="size-5 text-soft" />}
                />
              </Link>
            </li>
            <li>
              <Link to="/templates" className="block hover:bg-hover">
                <Row
                  title="Templates"
                  detail="What you write often"
                  end={<Icon name="forward" className="size-5 text-soft" />}
                />
              </Link>
            </li>
            <li>
              <Link to="/settings" className="block hover:bg-hover">
                <Row
                  title="Settings"
                  detail="Compliance, lines, forms, what is held back"
                  end={<Icon name="forward" className="size-5 text-soft" />}
                />
              </Link>
            </li>
          </List>
          <InstallHint />
        </div>
      )}
      <Button look="danger" className="mt-8 w-full" busy={leaving} onClick={signOut}>
        Sign out
      </Button>
    </Page>
  );
}
