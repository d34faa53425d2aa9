import { Link } from "@tanstack/react-router";
import type { LineConsent } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { ConsentBadge } from "@/shared/ui/Badge";
import { buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Section } from "@/shared/ui/Section";

/** Whether the contact agreed to texts, line by line; a line with a conversation leads into it. */
export function ConsentList({ contact, consents }: { contact: string; consents: LineConsent[] }) {
  const proof = (
    <Link to="/contacts/$contactId/proof" params={{ contactId: contact }} className={buttonClass("quiet")}>
      Proof
    </Link>
  );
  return (
    <Section title="Consent" end={proof}>
      {consents.length === 0 && <p className="text-soft">You stand on no line yet.</p>}
      <ul className="divide-y divide-rule">
        {consents.map((consent) => (
          <li key={consent.line.id}>
            <LineRow consent={consent} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LineRow({ consent: { line, state, thread } }: { consent: LineConsent }) {
  const inside = (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{line.label || pretty(line.number)}</span>
        {line.label && <span className="block text-sm text-soft">{pretty(line.number)}</span>}
      </span>
      <ConsentBadge consent={state} />
    </>
  );
  if (!thread) return <div className="flex min-h-14 items-center gap-3 py-2 pr-8">{inside}</div>;
  return (
    <Link
      to="/t/$threadId"
      params={{ threadId: thread }}
      className="-mx-2 flex min-h-14 items-center gap-3 rounded-xl px-2 py-2 hover:bg-hover"
    >
      {inside}
      <span className="sr-only">Open the conversation</span>
      <Icon name="forward" className="size-5 text-soft" />
    </Link>
  );
}
