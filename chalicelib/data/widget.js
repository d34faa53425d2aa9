/* A button that opens the visitor's own texting app. Styled by script, so that a strict policy of the page allows it. */
(function () {
  "use strict";
  var told = __WIDGET__;
  if (!told || document.getElementById("parley-text-us")) return;
  function show() {
    var link = document.createElement("a");
    link.id = "parley-text-us";
    link.href = told.href;
    link.textContent = told.label;
    var style = {
      position: "fixed",
      right: "1rem",
      bottom: "1rem",
      zIndex: "2147483000",
      padding: "0.75rem 1.25rem",
      minHeight: "2.75rem",
      borderRadius: "999px",
      background: told.accent,
      color: told.background,
      font: "600 1rem/1.25 system-ui, sans-serif",
      textDecoration: "none",
      boxShadow: "0 4px 16px rgb(0 0 0 / 0.25)",
    };
    Object.keys(style).forEach(function (name) {
      link.style[name] = style[name];
    });
    document.body.append(link);
  }
  if (document.body) show();
  else document.addEventListener("DOMContentLoaded", show);
})();
