import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ConsentLine } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { buttonClass } from "@/shared/ui/Button";
import { Dialog } from "@/shared/ui/Dialog";
import { Failed, Loading } from "@/shared/ui/States";
import { History } from "./History";
import { proofQuery } from "./queries";
import { Wholeness } from "./Wholeness";
import { basisWords, standing, wayBack } from "./words";

interface SheetProps {
  contact: string;
  line: string;
  onClose: () => void;
}

/** What stands behind a consent badge: the state in plain words, its basis, its history, and the way to the proof. */
export function ConsentSheet({ contact, line, onClose }: SheetProps) {
  const query = useQuery(proofQuery(contact));
  const part = query.data?.lines.find((known) => known.line.id === line);
  return (
    <Dialog open onClose={onClose} title="Consent">
      {query.isPending && <Loading rows={2} />}
      {query.isError && !query.data && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.data && !part && <p className="text-soft">You do not see this line any more.</p>}
      {part && <Standing part={part} />}
      <Link to="/contacts/$contactId/proof" params={{ contactId: contact }} className={buttonClass()}>
        Open the proof
      </Link>
    </Dialog>
  );
}

function Standing({ part }: { part: ConsentLine }) {
  const back = wayBack(part);
  return (
    <>
      <p className="text-pretty">
        <strong className="font-semibold">{standing(part)}</strong>{" "}
        <span className="text-soft">
          Line: {part.line.label && `${part.line.label}, `}
          {pretty(part.line.number)}
        </span>
      </p>
      <dl className="flex flex-col gap-3 text-sm">
        <div>
          <dt className="text-soft">Why it may be texted</dt>
          <dd className="text-pretty">{basisWords(part)}</dd>
        </div>
        {back && (
          <div>
            <dt className="text-soft">What brings it back</dt>
            <dd className="text-pretty">{back}</dd>
          </div>
        )}
      </dl>
      <section aria-label="History" className="flex flex-col gap-3">
        <h3 className="font-semibold">History</h3>
        <History events={part.events} />
        <Wholeness part={part} />
      </section>
    </>
  );
}
