"use strict";
// The phones: who there is, one phone's conversations by line, and one conversation.
const KINDS = { landline: "landline", unreachable: "unreachable", unknown: "unknown number", filtered: "filtered" };
const QUICK = ["STOP", "START", "YES", "HELP"];

const preview = (last) => !last ? "No texts yet" : (last.direction === "out" ? "You: " : "") + (last.body || "Picture");
const nameOf = (lines, number) => {
  const line = lines.find((candidate) => candidate.number === number);
  return line && line.name && line.name !== number ? line.name : pretty(number);
};

function row(href, number, title, last, { brand = false, current = false, fresh = false } = {}) {
  return h("a", { href, className: fresh ? "row new" : "row", "aria-current": current ? "true" : null },
    face(number, brand ? title : ""),
    h("span", { className: "text" },
      h("span", { className: "head" }, h("span", { className: "name" }, title),
        last ? h("time", { className: "soft", dateTime: last.at }, when(last.at)) : ""),
      h("span", { className: "last" }, preview(last))));
}

function picker(state) {
  const open = (event) => {
    event.preventDefault();
    const text = event.target.elements.number.value.trim();
    if (digits(text).length < 10) return toast("Type a number of ten digits or more.");
    event.target.reset();
    location.hash = `#/phone/${digits(e164(text))}`;
  };
  const list = h("div", { className: "list" });
  const element = h("section", { className: "picker", ariaLabel: "Handsets" },
    h("form", { onsubmit: open },
      h("input", { name: "number", type: "tel", placeholder: "Any number", ariaLabel: "A phone number", autocomplete: "off" }),
      h("button", { className: "go" }, "Open")), list);
  const update = ({ handsets }) => list.replaceChildren(...(handsets.length ? handsets.map((handset) =>
    row(`#/phone/${digits(handset.number)}`, handset.number, pretty(handset.number), handset.last, {
      current: handset.number === state.number,
      fresh: handset.last && isNew(handset.number + handset.last.line, handset.last),
    })) : [h("p", { className: "empty" }, "Nobody has texted yet. Type a number above and become a customer.")]));
  return { element, update };
}

function conversations(state) {
  const list = h("div", { className: "list" });
  const chip = h("span", { className: "chip", hidden: true });
  const element = h("section", { className: "phone", ariaLabel: "Messages" },
    h("div", { className: "bar" }, h("a", { className: "back home", href: "#/phone", ariaLabel: "All phones" }, "‹"),
      h("div", { className: "text" }, h("h2", {}, "Messages"), h("span", { className: "soft" }, pretty(state.number))), chip), list);
  const update = ({ lines, messages, handsets }) => {
    const kind = (handsets.find((handset) => handset.number === state.number) || {}).kind;
    chip.hidden = !KINDS[kind];
    chip.textContent = KINDS[kind] || "";
    const last = new Map(messages.map((message) => [message.line, message]));
    const all = [...new Set([...lines.map((line) => line.number), ...last.keys()])];
    all.sort((a, b) => ((last.get(b) || {}).at || "").localeCompare((last.get(a) || {}).at || ""));
    list.replaceChildren(...(all.length ? all.map((line) =>
      row(`#/phone/${digits(state.number)}/${digits(line)}`, line, nameOf(lines, line), last.get(line),
        { brand: true, fresh: isNew(state.number + line, last.get(line)) }))
      : [h("p", { className: "empty" }, "The brand has no number yet.")]));
  };
  return { element, update };
}

function noteOf(message) {
  if (message.direction === "in") return message.origin === "network" ? "from the network" : "";
  return { pending: "on its way", refused: "the brand's server did not take it", dropped: "lost on purpose (fault)" }[message.webhook] || "delivered";
}

function bubbles(messages) {
  const parts = [];
  messages.forEach((message, place) => {
    const before = messages[place - 1], after = messages[place + 1];
    if (!before || !sameDay(before.at, message.at)) parts.push(h("p", { className: "day" }, day(message.at)));
    const network = message.origin === "network" ? " network" : "";
    parts.push(h("div", { className: `bubble ${message.direction}${network}` },
      message.pictures.map(({ url, type }) => /^image\/(png|jpeg|gif|webp)$/.test(type)
        ? h("a", { href: url, target: "_blank", rel: "noopener" }, h("img", { src: url, alt: "Picture" }))
        : h("a", { href: url, target: "_blank", rel: "noopener" }, `File (${type})`)), linked(message.body)));
    const last = !after || after.direction !== message.direction || Date.parse(after.at) - Date.parse(message.at) > 300000;
    const odd = message.direction === "out" && !["taken", ""].includes(message.webhook);
    if (last || odd || network) {
      const said = [clock(message.at), noteOf(message)].filter(Boolean).join(" · ");
      parts.push(h("p", { className: `note ${message.direction === "out" ? "right" : ""} ${odd && message.webhook !== "pending" ? "bad" : ""}` }, said));
    }
  });
  return parts;
}

function chat(state, refresh) {
  const log = h("div", { className: "log", role: "log", ariaLabel: "Texts", tabIndex: 0 });
  const title = h("h2", {}, pretty(state.line)), mark = h("span", { className: "mark" });
  const blocked = h("span", { className: "chip", hidden: true }, "stopped");
  const box = h("textarea", { rows: 1, placeholder: "Text message", ariaLabel: "Text message" });
  const media = h("input", { className: "field", type: "file", accept: "image/*", multiple: true, ariaLabel: "Pictures", hidden: true });
  const send = async (body, urls = []) => attempt(async () => {
    await api("POST", `/handsets/${digits(state.number)}/messages`, { to: state.line, body, media: urls });
    await refresh();
  });
  const submit = async (event) => {
    event.preventDefault();
    const body = box.value.trim(), urls = await Promise.all([...media.files].map(dataUrl));
    if (!body && !urls.length) return;
    if (await send(body, urls)) { box.value = media.value = ""; media.hidden = true; grow(); }
    box.focus();
  };
  const grow = () => { box.rows = Math.min(4, box.value.split("\n").length + Math.floor(box.value.length / 34)); };
  box.addEventListener("input", grow);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) submit(event);
  });
  const element = h("section", { className: "phone", ariaLabel: "Conversation" },
    h("div", { className: "bar" }, h("a", { className: "back", href: `#/phone/${digits(state.number)}`, ariaLabel: "All conversations" }, "‹"),
      mark, h("div", { className: "text" }, title, h("span", { className: "soft" }, `${pretty(state.line)} · as ${pretty(state.number)}`)), blocked),
    log,
    h("div", { className: "composer" },
      h("div", { className: "words" }, QUICK.map((word) => h("button", { type: "button", onclick: () => send(word) }, word))),
      media,
      h("form", { onsubmit: submit },
        h("button", { type: "button", className: "round", ariaLabel: "Add a picture", onclick: () => { media.hidden = !media.hidden; if (!media.hidden) media.focus(); } }, "+"),
        box, h("button", { className: "round send", ariaLabel: "Send" }, "↑"))));
  let shown = "";
  const update = ({ lines, messages, handsets }) => {
    const mine = messages.filter((message) => message.line === state.line);
    const name = nameOf(lines, state.line);
    if (title.textContent !== name || !mark.firstChild) mark.replaceChildren(face(state.line, name));
    title.textContent = name;
    blocked.hidden = !((handsets.find((handset) => handset.number === state.number) || {}).blocked || []).includes(state.line);
    if (mine.length) see(state.number + state.line, mine[mine.length - 1].at);
    const now = JSON.stringify(mine);
    if (now === shown) return;
    const atEnd = !shown || log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    shown = now;
    log.replaceChildren(...(mine.length ? bubbles(mine) : [h("p", { className: "empty" }, "Say hello.")]));
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
  return { element, update };
}

function phoneView(state, refresh) {
  const people = picker(state);
  const screen = !state.number ? { element: h("p", { className: "empty" }, "Pick a phone, or type any number."), update: () => {} }
    : state.line ? chat(state, refresh) : conversations(state);
  return {
    element: h("div", { className: state.number ? "split chosen" : "split" }, people.element, h("div", { className: "stage" }, screen.element)),
    paths: () => ({ handsets: "/handsets", lines: "/lines", ...(state.number ? { messages: `/handsets/${digits(state.number)}/messages` } : {}) }),
    update: (data) => { screen.update(data); people.update(data); },
  };
}
