"use strict";
// The address names the view; what it shows is asked for each second while somebody looks.
const VIEWS = { phone: phoneView, mail: mailView, faults: faultsView };
let view = null, turn = 0, timer = 0;

const full = (text) => text.length < 7 ? text : `+${digits(text)}`;  // short codes stay as they are

function read() {
  const [, name = "phone", number = "", line = ""] = location.hash.split("/");
  return { name: VIEWS[name] ? name : "phone", number: full(number), line: full(line) };
}

async function refresh() {
  clearTimeout(timer);
  const mine = ++turn, asked = view;
  await attempt(async () => {
    const paths = Object.entries(asked.paths());
    const answers = await Promise.all(paths.map(([, path]) => api("GET", path)));
    if (mine !== turn || asked !== view) return;
    asked.update(Object.fromEntries(paths.map(([name], place) => [name, answers[place].items || answers[place]])));
  });
  if (mine === turn) timer = setTimeout(() => document.hidden || refresh(), 1000);
}

function show() {
  const state = read();
  view = VIEWS[state.name](state, refresh);
  $("#main").replaceChildren(view.element);
  document.querySelectorAll("[data-view]").forEach((link) => {
    if (link.dataset.view === state.name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  });
  refresh();
}

addEventListener("hashchange", show);
document.addEventListener("visibilitychange", () => document.hidden || refresh());
show();
