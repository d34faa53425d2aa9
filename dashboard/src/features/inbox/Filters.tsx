import { Link, useNavigate } from "@tanstack/react-router";
import { useMay } from "@/api/me";
import type { LineShape } from "@/api/types.gen";
import type { InboxSearch } from "@/shared/inboxSearch";
import { cx } from "@/shared/lib/cx";
import { pretty } from "@/shared/lib/phone";
import { iconButtonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";

const TABS: { tab: InboxSearch["tab"]; label: string }[] = [
  { tab: undefined, label: "Needs attention" },
  { tab: "participating", label: "Participating" },
  { tab: "all", label: "All" },
  { tab: "scheduled", label: "Scheduled" },
];
/** For who gives conversations to others. */
const NOBODYS: (typeof TABS)[number] = { tab: "nobodys", label: "Nobody’s" };

const TITLES = { inbox: "Inbox", archived: "Archived", snoozed: "Snoozed" };

/** Which conversations are listed. Every choice is an address, so back and bookmarks work. */
export function Filters({ search, lines }: { search: InboxSearch; lines: LineShape[] }) {
  const inbox = search.folder === undefined;
  const gives = useMay("assign") && lines.some(({ use }) => use !== "personal");
  return (
    <header className="pad-top border-b border-rule">
      <div className="flex min-h-14 items-center gap-1 pr-2 pl-4">
        <h1 className="flex-1 text-2xl font-semibold tracking-tight">{TITLES[search.folder ?? "inbox"]}</h1>
        {lines.length > 1 && <LineChoice search={search} lines={lines} />}
        {inbox && (
          <Link
            to="/"
            search={{ folder: "snoozed", line: search.line }}
            aria-label="Snoozed"
            title="Snoozed"
            className={iconButtonClass}
          >
            <Icon name="clock" className="size-5" />
          </Link>
        )}
        <Link
          to="/"
          search={!inbox ? { line: search.line } : { folder: "archived", line: search.line }}
          className="touch inline-flex items-center gap-1.5 shrink-0 rounded-full px-2 text-sm font-medium text-brand-text hover:bg-hover"
        >
          <Icon name={inbox ? "archive" : "inbox"} className="size-5 shrink-0" />
          {inbox ? "Archived" : "Inbox"}
        </Link>
      </div>
      {inbox && (
        <nav aria-label="Tabs" className="flex overflow-x-auto">
          {(gives ? [...TABS, NOBODYS] : TABS).map(({ tab, label }) => (
            <Link
              key={label}
              to="/"
              search={{ ...search, tab }}
              aria-current={search.tab === tab ? "page" : undefined}
              activeProps={{}}
              className={cx(
                "flex min-h-11 flex-auto items-center justify-center border-b-2 px-1 text-center text-sm leading-tight",
                search.tab === tab
                  ? "border-brand-text font-semibold text-brand-text"
                  : "border-transparent text-soft hover:text-ink",
              )}
            >
              {label}
            </Link>
          ))}
        </nav>
      )}
    </header>
  );
}

function LineChoice({ search, lines }: { search: InboxSearch; lines: LineShape[] }) {
  const navigate = useNavigate();
  return (
    <select
      aria-label="Line"
      value={search.line ?? ""}
      onChange={(event) =>
        void navigate({ to: "/", search: { ...search, line: event.target.value || undefined } })
      }
      className="h-11 max-w-28 min-w-0 truncate rounded-full border border-rule bg-surface px-3 text-sm"
    >
      <option value="">All lines</option>
      {lines.map((line) => (
        <option key={line.id} value={line.id}>
          {line.label || pretty(line.number)}
        </option>
      ))}
    </select>
  );
}
