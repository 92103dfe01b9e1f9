// Tables that sort and filter. Without this script they are plain tables with everything in them.
// The state of filters and the order of rows are in the address, so that a view can be sent to
// somebody else.
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

  // Several tables and filters may share a page; each one leaves alone what the others remember.
  function remember(names, values) {
    var query = new URLSearchParams(location.search);
    names.forEach(function (name) { query.delete(name); });
    Object.keys(values).forEach(function (name) {
      if (values[name]) { query.set(name, values[name]); }
    });
    var text = query.toString();
    history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
  }

  // The heading as it stands in an address.
  function columnOf(heading) {
    return heading.textContent.trim().toLowerCase().replace(/[^a-z0-9]+/g, "-");
  }

  function restoreOrder(sorter, headings, wanted) {
    var isDown = wanted.charAt(0) === "-";
    var heading = headings.find(function (each) {
      return columnOf(each) === (isDown ? wanted.slice(1) : wanted);
    });
    if (!heading) { return; }
    heading.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    sorter.current = heading;
    sorter.sortTable(heading, true);
  }

  var named = {};

  // What the order of a table is called in the address; lists of one kind are numbered.
  function nameOf(table) {
    var name = table.dataset.sortable || "sort";
    named[name] = (named[name] || 0) + 1;
    return named[name] > 1 ? name + "-" + named[name] : name;
  }

  function makeSortable(table) {
    var name = nameOf(table);
    var all = Array.prototype.slice.call(table.querySelectorAll("thead th"));
    var headings = all.filter(function (each) { return !each.classList.contains("no-sort"); });
    all.forEach(function (each) {
      if (headings.indexOf(each) < 0) { each.dataset.sortMethod = "none"; }
    });
    var sorter = new Tablesort(table);
    headings.forEach(function (heading) {
      heading.tabIndex = 0;
      heading.addEventListener("keydown", function (event) {
        // Tablesort itself listens to Enter.
        if (event.key === " ") {
          event.preventDefault();
          heading.click();
        }
      });
    });
    restoreOrder(sorter, headings, new URLSearchParams(location.search).get(name) || "");
    table.addEventListener("afterSort", function () {
      var values = {};
      var isDown = sorter.current.getAttribute("aria-sort") === "descending";
      values[name] = (isDown ? "-" : "") + columnOf(sorter.current);
      remember([name], values);
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

  function namesIn(form) {
    return Array.prototype.map.call(form.elements, function (field) { return field.name; })
      .filter(Boolean);
  }

  function restore(form) {
    new URLSearchParams(location.search).forEach(function (value, name) {
      var field = form.elements.namedItem(name);
      if (!field) { return; }
      if (field.type === "checkbox") { field.checked = field.value === value; }
      else { field.value = value; }
    });
  }

  // What stands below a table while nothing in it matches.
  function nothingMatches(clear) {
    var line = document.createElement("p");
    var button = document.createElement("button");
    line.className = "vb-none";
    line.textContent = "Nothing matches the filter. ";
    button.type = "button";
    button.textContent = "Clear the filter";
    button.addEventListener("click", clear);
    line.appendChild(button);
    return line;
  }

  function makeFilter(form) {
    var table = document.getElementById(form.dataset.filterFor);
    if (!table) { return; }
    var rows = Array.prototype.slice.call(table.tBodies[0].rows);
    var output = form.querySelector("output");
    var nothing = nothingMatches(clear);

    function apply() {
      var values = valuesOf(form);
      var shown = rows.filter(function (row) {
        row.hidden = !matches(row, values);
        return !row.hidden;
      });
      output.textContent = shown.length + " of " + rows.length;
      nothing.hidden = shown.length > 0;
    }

    function change() {
      apply();
      remember(namesIn(form), valuesOf(form));
    }

    function clear() {
      form.reset();
      change();
      // The button is gone, and the focus should not be.
      form.elements[0].focus();
    }

    (table.closest(".vb-scroll") || table).insertAdjacentElement("afterend", nothing);
    form.hidden = false;
    restore(form);
    apply();
    form.addEventListener("input", change);
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
