"use strict";
// Switches for what the network does wrong, and how it behaves.
const MODES = { "": "none", 429: "too fast (429)", 500: "server error (500)", timeout_before: "time out, not sent", timeout_after: "time out, but sent", lost_answer: "sent, answer lost" };
const SWITCHES = {
  callbacks: { duplicate: "twice", reorder: "in the wrong order", drop: "never", early: "before the send is answered" },
  webhooks: { duplicate: "twice", drop: "never", bad_signature: "with a wrong signature" },
};

const pair = (label, control) => h("label", { className: "pair" }, label, control);
const toggle = (onchange) => h("input", { type: "checkbox", onchange });
const number = (onchange, properties = {}) => h("input", { type: "number", min: 0, onchange, ...properties });
const options = (choices, onchange) => h("select", { onchange }, Object.entries(choices).map(([value, text]) => h("option", { value }, text)));
const set = (control, value) => {
  if (control === document.activeElement && control.type !== "checkbox") return;
  if (control.type === "checkbox") control.checked = Boolean(value);
  else control.value = value ?? "";
};

function faultCards(refresh) {
  let rules = {};
  const put = (place, rule) => attempt(async () => {
    const next = { ...rules, [place]: rule };
    if (!rule || !Object.keys(rule).length) delete next[place];
    await api("PUT", "/faults", next);
    await refresh();
  });
  const mode = options(MODES, () => put("send", mode.value ? { mode: mode.value, times: Number(times.value) || 1 } : null));
  const times = number(() => mode.value && put("send", { mode: mode.value, times: Number(times.value) || 1 }), { value: 1, min: 1 });
  const cards = [h("section", { className: "card" }, h("h2", {}, "The next send fails"),
    pair("How", mode), pair("How often", times))];
  const syncs = [() => { set(mode, (rules.send || {}).mode); if (rules.send) set(times, rules.send.times); }];
  for (const [place, title] of [["callbacks", "Status callbacks come"], ["webhooks", "Inbound webhooks come"]]) {
    const change = (key, value) => put(place, Object.fromEntries(Object.entries({ ...rules[place], [key]: value }).filter(([, kept]) => kept)));
    const switches = Object.entries(SWITCHES[place]).map(([key, text]) => [key, text, toggle((event) => change(key, event.target.checked))]);
    const late = number((event) => change("delay_ms", Number(event.target.value)), { step: 100 });
    cards.push(h("section", { className: "card" }, h("h2", {}, title), switches.map(([, text, control]) => pair(text, control)), pair("late by, in ms", late)));
    syncs.push(() => { switches.forEach(([key, , control]) => set(control, (rules[place] || {})[key])); set(late, (rules[place] || {}).delay_ms || 0); });
  }
  return { cards, update: (now) => { rules = now; syncs.forEach((sync) => sync()); } };
}

function behaviour(refresh) {
  const put = (path, data) => attempt(async () => { await api("PUT", path, data); await refresh(); });
  const who = h("input", { className: "field", type: "tel", placeholder: "Handset's number", ariaLabel: "Handset's number" });
  const kind = options({ mobile: "mobile", landline: "landline", unreachable: "unreachable", unknown: "unknown number", filtered: "filtered" },
    () => digits(who.value).length >= 10 ? put(`/handsets/${digits(e164(who.value))}`, { kind: kind.value }) : toast("First type the handset's number."));
  const sent = number((event) => put("/pace", { sent_ms: Number(event.target.value) }), { step: 100 });
  const final = number((event) => put("/pace", { final_ms: Number(event.target.value) }), { step: 100 });
  const lines = h("div", {});
  let shown = "";
  const update = (data) => {
    set(sent, data.pace.sent_ms);
    set(final, data.pace.final_ms);
    const local = data.lines.filter((line) => !line.toll_free);
    if (JSON.stringify(local) === shown) return;
    shown = JSON.stringify(local);
    lines.replaceChildren(...local.map((line) => {
      const control = toggle((event) => put(`/lines/${digits(line.number)}`, { provider_words: event.target.checked }));
      control.checked = line.provider_words;
      return pair(`STOP heeded by ${pretty(line.number)}`, control);
    }));
  };
  const cards = [
    h("section", { className: "card" }, h("h2", {}, "A handset is"), who, pair("Kind", kind)),
    h("section", { className: "card" }, h("h2", {}, "Pace and lines"), pair("ms until sent", sent), pair("ms until delivered", final), lines),
  ];
  return { cards, update };
}

function callTable() {
  const body = h("tbody");
  const element = h("section", { className: "card wide" }, h("h2", {}, "Latest calls to the brand's server"),
    h("div", { className: "calls" }, h("table", {}, h("thead", {}, h("tr", {}, ["At", "What", "Answer", "Took", "Where"].map((title) => h("th", {}, title)))), body)));
  const words = { ct: "no connection", rt: "no answer in time" };
  const update = (calls) => body.replaceChildren(...calls.slice(0, 30).map((call) => h("tr", {},
    h("td", {}, new Date(call.at * 1000).toLocaleTimeString()), h("td", {}, call.purpose),
    h("td", { className: call.failure ? "bad" : "" }, String(call.status || words[call.failure])),
    h("td", {}, `${call.took_ms} ms`), h("td", {}, call.url.replace(/^https?:\/\/[^/]+/, "")))));
  return { element, update };
}

function faultsView(_state, refresh) {
  const rules = faultCards(refresh), ways = behaviour(refresh), calls = callTable();
  const clear = (path, sentence) => h("button", { className: "plain", onclick: () => attempt(async () => { await api("DELETE", path); await refresh(); toast(sentence); }) });
  const mend = clear("/faults", "All faults are gone.");
  mend.textContent = "Mend everything";
  const [send, callbacks, webhooks] = rules.cards, [handset, pace] = ways.cards;
  return {
    element: h("div", { className: "page" }, h("div", { className: "cards" },
      [[send, handset, mend], [callbacks], [webhooks, pace]].map((cards) => h("div", { className: "stack" }, cards)), calls.element)),
    paths: () => ({ faults: "/faults", pace: "/pace", lines: "/lines", calls: "/calls" }),
    update: (data) => { rules.update(data.faults); ways.update(data); calls.update(data.calls); },
  };
}
