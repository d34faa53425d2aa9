import { useEffect, useState } from "react";
import { fetchAgain } from "@/api/media";
import type { MessageShape } from "@/api/types.gen";
import { Pictures } from "@/shared/media/Pictures";
import { Button } from "@/shared/ui/Button";

const TRYING_MS = 15_000;

interface MediaListProps {
  thread: string;
  message: MessageShape;
  /** Who sent them, as the words for screen readers say it. */
  sender: string;
}

/** The pictures of a text; those that could not be fetched can be asked for again. */
export function MediaList({ thread, message, sender }: MediaListProps) {
  const all = message.media ?? [];
  return (
    <Pictures media={all} of={`from ${sender}`}>
      {all.some((media) => media.state === "failed") && <TryAgain thread={thread} message={message.id} />}
    </Pictures>
  );
}

/** Asks once more; the answer comes with the conversation's next change, or not at all. */
function TryAgain({ thread, message }: { thread: string; message: string }) {
  const [state, setState] = useState<"idle" | "trying" | "failed">("idle");
  useEffect(() => {
    if (state !== "trying") return;
    const timer = setTimeout(() => setState("failed"), TRYING_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const ask = () => {
    setState("trying");
    fetchAgain(thread, message).catch(() => setState("failed"));
  };
  return (
    <div className="col-span-full">
      <Button icon="retry" busy={state === "trying"} onClick={ask}>
        {state === "trying" ? "Trying again…" : "Try again"}
      </Button>
      {state === "failed" && (
        <p role="status" className="pt-1 text-sm">
          It is still not to be had.
        </p>
      )}
    </div>
  );
}
