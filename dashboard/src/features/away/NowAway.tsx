import { useComeBack } from "@/api/absences";
import { sentence } from "@/api/problem";
import type { AbsenceShape } from "@/api/types.gen";
import { Button } from "@/shared/ui/Button";
import { toast } from "@/shared/ui/Toaster";
import { longest, untilWords } from "./words";

/** That the person is away now, until when and who answers meanwhile; one tap ends it. */
export function NowAway({ absences }: { absences: AbsenceShape[] }) {
  const back = useComeBack();
  const shown = longest(absences);
  if (!shown) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 flex-1 basis-56 text-pretty">
        <strong className="font-semibold">You are away {untilWords(shown.until)}.</strong>{" "}
        {shown.deputy ? `${shown.deputy.name} stands in.` : "Nobody stands in: new texts go to the managers."}
        {back.error && (
          <span role="alert" className="block text-danger">
            {sentence(back.error)}
          </span>
        )}
      </p>
      <Button
        busy={back.isPending}
        onClick={() => back.mutate(absences, { onSuccess: () => toast("Welcome back") })}
      >
        I am back
      </Button>
    </div>
  );
}
