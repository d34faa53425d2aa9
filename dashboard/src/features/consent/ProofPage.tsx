import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { BrandStopShape, ConsentLine, ConsentProof } from "@/api/types.gen";
import { History } from "@/shared/consent/History";
import { proofQuery } from "@/shared/consent/queries";
import { Wholeness } from "@/shared/consent/Wholeness";
import { basisWords, standing } from "@/shared/consent/words";
import { pretty } from "@/shared/lib/phone";
import { exact } from "@/shared/lib/time";
import { Button, iconButtonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Failed, Loading } from "@/shared/ui/States";
import { useTitle } from "@/shared/useTitle";
import { download } from "./download";
import { Evidence } from "./Evidence";

/** The proof of a contact's consent, to be read, printed and kept: it stands alone, without the app around it. */
export function ProofPage() {
  const { contactId } = useParams({ from: "/contacts/$contactId/proof" });
  const query = useQuery(proofQuery(contactId));
  useTitle("Proof of consent");
  return (
    <main className="min-h-dvh bg-surface">
      <div className="mx-auto flex max-w-3xl flex-col gap-6 px-4 py-6 print:max-w-none print:p-0">
        {query.isPending && <Loading rows={4} />}
        {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
        {query.data && <Proof proof={query.data} />}
      </div>
    </main>
  );
}

function Proof({ proof }: { proof: ConsentProof }) {
  const { contact } = proof;
  const lines = proof.lines.filter(
    (part) => part.events.length > 0 || part.basis !== "none" || part.breach || part.stop,
  );
  return (
    <>
      <div className="flex flex-wrap gap-2 print:hidden">
        <Link
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          aria-label="Back"
          className={`${iconButtonClass} mr-auto -ml-2`}
        >
          <Icon name="back" />
        </Link>
        <Button onClick={() => download(`consent-${contact.id}.json`, proof)}>Download JSON</Button>
        <Button look="primary" onClick={() => window.print()}>
          Print
        </Button>
      </div>
      <header>
        <h1 className="text-2xl font-semibold tracking-tight">Proof of consent</h1>
        <dl className="mt-3 grid grid-cols-[7rem_1fr] gap-x-3 gap-y-1">
          <dt className="text-soft">Contact</dt>
          <dd>
            {contact.name && `${contact.name}, `}
            {pretty(contact.phone)}
          </dd>
          <dt className="text-soft">Brand</dt>
          <dd>{proof.brand}</dd>
          <dt className="text-soft">Made</dt>
          <dd>{exact(proof.made_at)}</dd>
        </dl>
      </header>
      {lines.length === 0 && <p>Nothing is on record for this contact on the lines you see.</p>}
      {lines.map((part) => (
        <Line key={part.line.id} part={part} />
      ))}
    </>
  );
}

function Line({ part }: { part: ConsentLine }) {
  const number = pretty(part.line.number);
  return (
    <section aria-label={part.line.label || number} className="flex flex-col gap-3 border-t border-rule pt-4">
      <h2 className="text-lg font-semibold">
        {part.line.label && `${part.line.label}, `}
        {number}
      </h2>
      <p className="text-pretty">
        {standing(part)} <span className="text-soft">Basis: {basisWords(part)}</span>
      </p>
      {part.stop && <Stopped stop={part.stop} />}
      <History events={part.events} />
      {part.events.length > 0 && <Evidence events={part.events} />}
      <Wholeness part={part} />
    </section>
  );
}

/** The STOP that stopped this line though it was sent to another, as that line's own record has it. */
function Stopped({ stop }: { stop: BrandStopShape }) {
  const where = stop.line ? `${stop.line.label || pretty(stop.line.number)}` : "another line";
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium">
        Stopped by a STOP to {where}, <time dateTime={stop.at}>{exact(stop.at)}</time>
      </p>
      {stop.event && <History events={[stop.event]} />}
      {stop.event && <Evidence events={[stop.event]} />}
    </div>
  );
}
