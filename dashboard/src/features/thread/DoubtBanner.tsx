import { useState } from "react";
import type { Doubt, ThreadShape } from "@/api/types.gen";
import { pretty } from "@/shared/lib/phone";
import { Button } from "@/shared/ui/Button";
import { Confirm } from "@/shared/ui/Confirm";
import { Moment } from "@/shared/ui/Moment";
import { Notice } from "@/shared/ui/States";
import { useAnswerDoubt } from "./useAnswerDoubt";

/** "Did this mean stop?": the words in question, and two buttons for whoever may answer here. */
export function DoubtBanner({ thread }: { thread: ThreadShape }) {
  const { mutate } = useAnswerDoubt();
  const [asking, setAsking] = useState(false);
  if (!thread.doubt) return null;
  const mine = thread.composer.code !== "line_not_yours";
  return (
    <section
      aria-labelledby="doubt"
      data-testid="doubt"
      className="border-b border-rule bg-surface px-3 py-2.5"
    >
      <div className="mx-auto max-w-3xl">
        <Notice tone="warn">
          <h2 id="doubt" className="font-semibold">
            Did this mean stop?
          </h2>
          <Words doubt={thread.doubt} />
          <p className="text-sm">
            {mine
              ? "Nothing is sent to this contact until you have decided."
              : "Nothing is sent to this contact until somebody on this line has decided."}
          </p>
          {mine && (
            <div className="mt-3 flex flex-wrap gap-2">
              <Button
                look="primary"
                className="grow whitespace-nowrap px-4 sm:grow-0"
                onClick={() => setAsking(true)}
              >
                Yes, stop texting
              </Button>
              <Button
                className="grow whitespace-nowrap px-4 sm:grow-0"
                onClick={() => mutate({ thread, meantStop: false })}
              >
                No, go on
              </Button>
            </div>
          )}
        </Notice>
        <Confirm
          open={asking}
          onClose={() => setAsking(false)}
          title={`Stop texting ${thread.contact.name || pretty(thread.contact.phone)}?`}
          action="Stop texting"
          onConfirm={() => mutate({ thread, meantStop: true })}
          busy={false}
          error={null}
        >
          Nobody can undo this for them: only their own START brings texts back.
        </Confirm>
      </div>
    </section>
  );
}

function Words({ doubt }: { doubt: Doubt }) {
  return (
    <blockquote className="my-1 max-h-24 overflow-y-auto break-words text-ink">
      “{doubt.words}” <Moment at={doubt.at} before="Said" className="text-sm text-soft" />
    </blockquote>
  );
}
