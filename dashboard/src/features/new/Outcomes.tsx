import { Link } from "@tanstack/react-router";
import type { MultiAnswer } from "@/api/types.gen";
import { Button, ButtonRow, buttonClass } from "@/shared/ui/Button";
import { Icon } from "@/shared/ui/Icon";
import { Notice } from "@/shared/ui/States";

interface OutcomesProps {
  answer: MultiAnswer;
  /** How the addressees were called, by what was sent. */
  names: Map<string, string>;
  again: () => void;
}

/** Who got the text, and who did not and why. */
export function Outcomes({ answer, names, again }: OutcomesProps) {
  const people = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;
  return (
    <div className="flex flex-col gap-5">
      <Notice tone={answer.refused ? "warn" : "good"} role="status">
        Sent to {people(answer.sent)}.{answer.refused > 0 && ` Not sent to ${people(answer.refused)}.`}
      </Notice>
      <ul aria-label="Who got it" className="divide-y divide-rule">
        {answer.items.map((item) => (
          <li key={item.to} className="flex min-h-14 items-center gap-3 py-2">
            <Icon
              name={item.refused ? "alert" : "check"}
              className={item.refused ? "size-5 text-danger" : "size-5 text-good"}
            />
            <span className="min-w-0 flex-1">
              <span className="block truncate font-medium">{names.get(item.to) ?? item.to}</span>
              {item.refused && <span className="block text-sm text-danger">{item.refused.detail}</span>}
            </span>
            {item.thread && (
              <Link to="/t/$threadId" params={{ threadId: item.thread }} className={buttonClass("quiet")}>
                Open
              </Link>
            )}
          </li>
        ))}
      </ul>
      <ButtonRow>
        <Button onClick={again}>Write another</Button>
        <Link to="/" search={{ tab: "participating" }} className={buttonClass("primary")}>
          To the inbox
        </Link>
      </ButtonRow>
    </div>
  );
}
