import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, test } from "vitest";
import type { LineKind } from "@/api/types.gen";
import vectors from "../../../../tests/core/segments_vectors.json";
import { asItGoes, countSegments } from "./segments";

describe("segments", () => {
  test.each(vectors)("agree with the API: $name on $line_kind", (vector) => {
    const { encoding, units, segments } = countSegments(vector.body, vector.line_kind as LineKind);
    expect({ encoding, units, segments }).toEqual({
      encoding: vector.encoding,
      units: vector.units,
      segments: vector.segments,
    });
  });

  // The calculator knows nothing of toll-free parts, and keeps a "\r\n" or a family in one piece.
  const comparable = vectors.filter(
    (vector) => vector.line_kind === "local" && !/[\r\u200d]/.test(vector.body),
  );
  test.each(comparable)("agree with an independent calculator: $name", (vector) => {
    const known = new SegmentedMessage(vector.body);
    const { encoding, segments } = countSegments(vector.body);
    expect(encoding).toBe(known.encodingName);
    expect(segments).toBe(known.segmentsCount);
  });

  test("count what the API puts behind a first text", () => {
    expect(asItGoes("Hi \n", " - Acme.")).toBe("Hi - Acme.");
    expect(asItGoes("Hi ", "")).toBe("Hi ");
  });

  test("name the character that makes segments short", () => {
    expect(countSegments("it’s").forcedBy).toBe("’");
  });
});
