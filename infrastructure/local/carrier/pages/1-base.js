"use strict";
// Small helpers: elements without HTML strings, the carrier's API, and how numbers and times are written.
const $ = (selector, root = document) => root.querySelector(selector);

function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== "list") element[name] = value;
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function toast(sentence) {
  $("#toast").textContent = sentence;
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => { $("#toast").textContent = ""; }, 5000);
}

async function api(method, path, data) {
  const answer = await fetch(path, { method, body: data === undefined ? undefined : JSON.stringify(data) });
  const text = await answer.text();
  const body = text ? JSON.parse(text) : null;
  if (!answer.ok) throw new Error((body && body.errors || ["The carrier refused this."]).join(" "));
  return body;
}

async function attempt(work) {
  try {
    await work();
    return true;
  } catch (fault) {
    toast(fault.message === "Failed to fetch" ? "The carrier does not answer." : fault.message);
    return false;
  }
}

const dataUrl = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result);
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});
const digits = (number) => number.replace(/\D/g, "");
const e164 = (text) => (digits(text).length === 10 ? "+1" : "+") + digits(text);

function pretty(number) {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}

const sameDay = (a, b) => new Date(a).toDateString() === new Date(b).toDateString();
const clock = (at) => new Date(at).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" });
const day = (at) => sameDay(at, Date.now()) ? "Today"
  : new Date(at).toLocaleDateString([], { weekday: "short", month: "short", day: "numeric" });
const when = (at) => sameDay(at, Date.now()) ? clock(at)
  : new Date(at).toLocaleDateString([], { month: "short", day: "numeric" });

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, place) =>
    place % 2 ? h("a", { href: part, target: "_blank", rel: "noopener" }, part) : part);
}

function face(number, brand = "") {
  const colour = brand ? "brand" : `c${Number(digits(number).slice(-2)) % 6}`;
  const letters = /^\p{L}/u.test(brand) ? brand[0].toUpperCase() : number.slice(-2);
  return h("span", { className: `face ${colour}`, "aria-hidden": "true" }, letters);
}

// What was read where, so that a new text can be marked.
const seen = JSON.parse(localStorage.getItem("seen") || "{}");
function see(key, at) {
  if ((seen[key] || "") >= at) return;
  seen[key] = at;
  localStorage.setItem("seen", JSON.stringify(seen));
}
const isNew = (key, last) => Boolean(last && last.direction === "in" && last.at > (seen[key] || ""));
