"use strict";
// The mail that the brand sent.
function plain(mail) {
  return mail.text || new DOMParser().parseFromString(mail.html, "text/html").body.textContent.trim();
}

function letter(mail) {
  return h("details", { className: "card" },
    h("summary", {}, h("span", { className: "subject" }, mail.subject || "(no subject)"),
      h("span", { className: "soft" }, `To ${mail.to.join(", ")} · ${day(mail.at)} ${clock(mail.at)}`)),
    h("p", { className: "letter" }, linked(plain(mail))),
    h("p", { className: "soft" }, `From ${mail.from}`));
}

function mailView() {
  const list = h("div", { className: "cards one" });
  let shown = -1;
  return {
    element: h("div", { className: "page" }, list),
    paths: () => ({ mail: "/mail" }),
    update: ({ mail }) => {
      if (mail.length === shown) return;
      shown = mail.length;
      list.replaceChildren(...(mail.length ? [...mail].reverse().map(letter)
        : [h("p", { className: "empty" }, "No mail yet. What the brand sends by email appears here.")]));
    },
  };
}
