// Two to five rows of a table side by side, as columns of another. The choice is in the address, so
// that a comparison can be sent to somebody else. Without this script the table itself compares.
(function () {
  "use strict";

  var MOST = 5;

  function chosenIn(address) {
    var text = new URLSearchParams(address).get("compare") || "";
    return text.split(",").filter(Boolean).slice(0, MOST);
  }

  function remember(chosen) {
    var query = new URLSearchParams(location.search);
    query.delete("compare");
    if (chosen.length) { query.set("compare", chosen.join(",")); }
    var text = query.toString().replace(/%2C/g, ",");
    history.replaceState(null, "", (text ? "?" + text : location.pathname) + location.hash);
  }

  function cellLike(cell, name) {
    var made = document.createElement(name);
    Array.prototype.forEach.call(cell.childNodes, function (node) {
      if (!(node.classList && node.classList.contains("vb-choose"))) {
        made.appendChild(node.cloneNode(true));
      }
    });
    return made;
  }

  function comparison(headings, rows) {
    var table = document.createElement("table");
    table.className = "vb-table vb-table--compare";
    headings.forEach(function (heading, number) {
      var line = (number ? table.tBodies[0] || table.createTBody() : table.createTHead()).insertRow();
      var label = document.createElement("th");
      label.scope = number ? "row" : "col";
      label.textContent = heading;
      line.appendChild(label);
      rows.forEach(function (row) {
        var cell = cellLike(row.cells[number], number ? "td" : "th");
        if (!number) { cell.scope = "col"; }
        if (number) { cell.className = row.cells[number].className.replace("vb-number", ""); }
        line.appendChild(cell);
      });
    });
    return table;
  }

  function makeComparable(table) {
    var target = document.getElementById(table.dataset.comparable);
    var headings = Array.prototype.map.call(table.tHead.rows[0].cells, function (cell) {
      return cell.textContent;
    });
    var rows = {};
    var boxes = {};
    var chosen = chosenIn(location.search);

    function show() {
      var known = chosen.filter(function (name) { return rows[name]; });
      target.textContent = "";
      Object.keys(boxes).forEach(function (name) {
        boxes[name].disabled = known.length >= MOST && known.indexOf(name) < 0;
      });
      if (known.length < 2) { return; }
      var title = document.createElement("h2");
      title.textContent = "Side by side";
      var frame = document.createElement("div");
      frame.className = "vb-scroll";
      frame.tabIndex = 0;
      frame.setAttribute("role", "region");
      frame.setAttribute("aria-label", "Side by side");
      frame.appendChild(comparison(headings, known.map(function (name) { return rows[name]; })));
      target.appendChild(title);
      target.appendChild(frame);
    }

    Array.prototype.forEach.call(table.tBodies[0].rows, function (row) {
      var name = row.dataset.vendor;
      var box = document.createElement("input");
      rows[name] = row;
      boxes[name] = box;
      box.type = "checkbox";
      box.className = "vb-choose";
      box.checked = chosen.indexOf(name) >= 0;
      box.setAttribute("aria-label", "Compare " + row.cells[0].textContent.trim());
      box.addEventListener("change", function () {
        chosen = chosen.filter(function (other) { return other !== name; });
        if (box.checked) { chosen.push(name); }
        remember(chosen);
        show();
      });
      row.cells[0].insertBefore(box, row.cells[0].firstChild);
    });
    show();
  }

  document.querySelectorAll("table[data-comparable]").forEach(makeComparable);
})();
