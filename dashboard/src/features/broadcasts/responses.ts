import type { ResponsesShape } from "@/api/types.gen";
import { filtersOf, labelOf, PARTS, type PartName, type RecipientFilter } from "./progress";

/** What recipients did about a broadcast, by the names that the API filters by. */
export type ResponseName = "replied" | "opted_out" | "clicked" | "converted";

/** Whose recipients are listed: of one part of the progress, or all who responded alike. */
export type Shown = PartName | ResponseName;

export interface ResponsePart {
  name: ResponseName;
  label: string;
  count: number;
  /** Of all who were texted, 0 to 1; null while nobody was. */
  rate: number | null;
}

const LABELS: Record<ResponseName, string> = {
  replied: "Replied",
  opted_out: "Opted out",
  clicked: "Clicked a link",
  converted: "Lead won",
};

export const RESPONSES = Object.keys(LABELS) as ResponseName[];

/** Clicks only of a broadcast whose links count them: of others nobody knows of any. */
export function responsesOf(responses: ResponsesShape, links: boolean): ResponsePart[] {
  const { replies, reply_rate, opt_outs, opt_out_rate, clicks, click_rate } = responses;
  const parts: ResponsePart[] = [
    { name: "replied", label: LABELS.replied, count: replies, rate: reply_rate },
    { name: "opted_out", label: LABELS.opted_out, count: opt_outs, rate: opt_out_rate },
  ];
  if (links) parts.push({ name: "clicked", label: LABELS.clicked, count: clicks, rate: click_rate });
  const { conversions, conversion_rate } = responses;
  parts.push({ name: "converted", label: LABELS.converted, count: conversions, rate: conversion_rate });
  return parts;
}

/** Whether there is anybody who could have responded. */
export function wasTexted({ texted, replies, opt_outs }: ResponsesShape): boolean {
  return texted + replies + opt_outs > 0;
}

export function isPart(shown: Shown): shown is PartName {
  return (PARTS as Shown[]).includes(shown);
}

export function shownLabel(shown: Shown): string {
  return isPart(shown) ? labelOf(shown) : LABELS[shown];
}

/** What to ask the API for: one filter after the other; with nothing chosen everybody. */
export function filtersFor(shown: Shown | null): RecipientFilter[] {
  if (shown === null) return [{}];
  return isPart(shown) ? filtersOf(shown) : [{ response: shown }];
}

export function timesInWords(times: number): string {
  return times === 1 ? "once" : `${times.toLocaleString()} times in all`;
}

/** A share as people say it; what is above nothing and below a tenth of a percent is not said to be nothing. */
export function percent(rate: number): string {
  if (rate > 0 && rate < 0.001) return "< 0.1%";
  return `${(rate * 100).toLocaleString(undefined, { maximumFractionDigits: 1 })}%`;
}
