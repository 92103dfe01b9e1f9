// Tables that sort and filter. Without this script they are plain tables with everything in them.
// The state of a filter is in the address, so that a view can be sent to somebody else.
(function () {
  "use strict";

  function compareText(a, b) {
    return a < b ? 1 : a > b ? -1 : 0;
  }

  function extendSorts() {
    Tablesort.extend("day", function () { return false; }, function (a, b) {
      return compareText(a || "9999", b || "9999");
    });
    Tablesort.extend("number", function () { return false; }, function (a, b) {
      return parseFloat(b) - parseFloat(a);
    });
  }

  function makeSortable(table) {
    new Tablesort(table);
    table.querySelectorAll("thead th").forEach(function (heading) {
      heading.tabIndex = 0;
      heading.addEventListener("keydown", function (event) {
        // Tablesort itself listens to Enter.
        if (event.key === " ") {
          event.preventDefault();
          heading.click();
        }
      });
    });
  }

  // A row may have several values of one kind, with bars between them.
  function holds(own, wanted) {
    return String(own).split("|").indexOf(wanted) >= 0;
  }

  function isSearch(name) {
    return name.indexOf("find") === 0;
  }

  // The theme's own search already answers to 'q' in the address.
  function matches(row, values) {
    return Object.keys(values).every(function (name) {
      if (!values[name]) { return true; }
      if (isSearch(name)) {
        return row.textContent.toLowerCase().indexOf(values[name].toLowerCase()) >= 0;
      }
      return holds(row.dataset[name], values[name]);
    });
  }

  function valuesOf(form) {
    var values = {};
    new FormData(form).forEach(function (value, name) { values[name] = String(value).trim(); });
    return values;
  }

  // A page may have several filters; each one leaves alone what the others remember.
  function remember(form, values) {
    var query = new URLSearchParams(location.search);
    Array.prototype.forEach.call(form.elements, function (field) {
      if (field.name) { query.delete(field.name); }
    });
    Object.keys(values).forEach(function (name) {
      if (values[name]) { query.set(name, values[name]); }
    });
    var text = query.toString();
    history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
  }

  function restore(form) {
    new URLSearchParams(location.search).forEach(function (value, name) {
      var field = form.elements.namedItem(name);
      if (!field) { return; }
      if (field.type === "checkbox") { field.checked = field.value === value; }
      else { field.value = value; }
    });
  }

  function makeFilter(form) {
    var table = document.getElementById(form.dataset.filterFor);
    if (!table) { return; }
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var output = form.querySelector("output");

    function apply() {
      var values = valuesOf(form);
      var shown = rows.filter(function (row) {
        row.hidden = !matches(row, values);
        return !row.hidden;
      });
      output.textContent = shown.length + " of " + rows.length;
    }

    form.hidden = false;
    restore(form);
    apply();
    form.addEventListener("input", function () { apply(); remember(form, valuesOf(form)); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  // Boxes to tick on pages written by hand are drawings; the words beside them say everything.
  function hideDrawing(box) {
    box.setAttribute("aria-hidden", "true");
  }

  // The theme puts tables of pages written by hand into boxes, some of which scroll.
  function makeReachable(box) {
    if (box.scrollWidth <= box.clientWidth) {
      ["role", "aria-label", "tabindex"].forEach(function (name) { box.removeAttribute(name); });
      return;
    }
    box.tabIndex = 0;
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Table");
  }

  function makeAllReachable() {
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(makeReachable);
  }

  extendSorts();
  document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
  document.querySelectorAll("form[data-filter-for]").forEach(makeFilter);
  document.querySelectorAll(".task-list-control input:disabled").forEach(hideDrawing);
  window.addEventListener("load", makeAllReachable);
  window.addEventListener("resize", makeAllReachable);
})();
