// Pages written by hand, for those who do not see them or use no mouse. The theme wraps tables and
// adds buttons to code after the page has loaded, so this watches what comes in.
(function () {
  "use strict";

  // A box that nobody can tick is a mark in front of its sentence.
  function hideBoxes(article) {
    article.querySelectorAll(".task-list-control").forEach(function (control) {
      control.setAttribute("aria-hidden", "true");
    });
  }

  // One button for each block of code is no place to navigate to.
  function quietenCode(article) {
    article.querySelectorAll("nav.md-code__nav").forEach(function (nav) {
      nav.setAttribute("role", "none");
    });
  }

  // What can be scrolled can be scrolled with the keyboard; the rest is no stop on the way.
  function openTables(article) {
    article.querySelectorAll(".md-typeset__scrollwrap").forEach(function (wrap, index) {
      if (wrap.scrollWidth > wrap.clientWidth) {
        wrap.tabIndex = 0;
        wrap.setAttribute("role", "region");
        wrap.setAttribute("aria-label", "Table " + (index + 1));
      } else if (wrap.hasAttribute("role")) {
        wrap.removeAttribute("tabindex");
        wrap.removeAttribute("role");
        wrap.removeAttribute("aria-label");
      }
    });
  }

  function start() {
    var article = document.querySelector("article.md-content__inner");
    if (!article) {
      return;
    }
    function tidy() {
      quietenCode(article);
      openTables(article);
    }
    hideBoxes(article);
    tidy();
    new MutationObserver(tidy).observe(article, { childList: true, subtree: true });
    window.addEventListener("resize", function () { openTables(article); });
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", start);
  } else {
    start();
  }
})();
