/* Sends the form without leaving the page. Without this script the form works all the same. */
(function () {
  "use strict";
  var forms = document.querySelectorAll('form[data-parley-form="' + __FORM__ + '"]');
  Array.prototype.forEach.call(forms, enhance);

  function enhance(form) {
    if (form.dataset.parleyReady) return;
    form.dataset.parleyReady = "yes";
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      send(form);
    });
  }

  function send(form) {
    var button = form.querySelector("button");
    var told = new URLSearchParams(new FormData(form));
    // Not its query: that may hold what is nobody's business, or a token.
    told.set("page", location.origin + location.pathname);
    button.disabled = true;
    fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      headers: { Accept: "application/json" },
      credentials: "omit",
      body: told,
    })
      .then(function (answer) {
        return answer.json().then(function (said) {
          if (answer.ok) return done(form, said.message);
          return failed(form, said.fields || { "": said.detail || TROUBLE });
        });
      })
      .catch(function () {
        failed(form, { "": TROUBLE });
      })
      .then(function () {
        button.disabled = false;
      });
  }

  var TROUBLE = "This did not go through. Check your connection and try again.";

  function done(form, message) {
    var said = element("p", message);
    said.className = "done";
    said.setAttribute("role", "status");
    said.tabIndex = -1;
    clear(form);
    form.replaceWith(said);
    said.focus();
  }

  function clear(form) {
    var old = form.parentNode.querySelectorAll(".errors, .error");
    Array.prototype.forEach.call(old, function (one) {
      one.remove();
    });
    Array.prototype.forEach.call(form.elements, function (input) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
    });
  }

  function failed(form, faults) {
    clear(form);
    var box = element("div"), list = element("ul");
    box.className = "errors";
    box.tabIndex = -1;
    box.setAttribute("role", "alert");
    box.append(element("h2", "There is a problem"), list);
    Object.keys(faults).forEach(function (name) {
      var input = form.elements.namedItem(name), item = element("li"), text = faults[name];
      if (input && input.id) {
        var link = element("a", label(form, input) + ": " + text), note = element("span", text);
        link.href = "#" + input.id;
        note.className = "error";
        note.id = input.id + "-error";
        input.setAttribute("aria-invalid", "true");
        input.setAttribute("aria-describedby", note.id);
        input.closest(".field, p, div").append(note);
        item.append(link);
      } else {
        item.append(text);
      }
      list.append(item);
    });
    form.prepend(box);
    box.focus();
  }

  function label(form, input) {
    var found = form.querySelector('label[for="' + input.id + '"]');
    return (found && (found.dataset.short || found.textContent.trim())) || input.name;
  }

  function element(name, text) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }
})();
