import type { LineShape } from "@/api/types.gen";
import { Facts } from "./Facts";
import { BACKINGS, HANDLINGS, VERIFICATIONS } from "./lineForm";

/** A line's settings, for those who do not change them. */
export function LineFacts({ line }: { line: LineShape }) {
  return (
    <Facts
      facts={[
        ["Verification", VERIFICATIONS[line.verification]],
        ["People", line.members.map((member) => member.name).join(", ") || "Nobody"],
        ["Pace", `${line.rate} segments a second`],
        ["Daily cap", line.daily_cap ? `${line.daily_cap.toLocaleString()} segments` : "None known"],
        ["Time zone", line.zone || "The brand's"],
        ["Who answers texts", BACKINGS[line.backing]],
        ["STOP and HELP", HANDLINGS[line.handling]],
      ]}
    />
  );
}
