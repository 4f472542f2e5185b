/* What every page does with a script, and can do without: colour scheme, drawer, table of contents, way back to the top.
   ES5, no library, nothing is sent. The colour scheme is the one thing that is kept (templates/pages/_scheme.js.j2
   reads it before anything is painted), and only where it is not what the system says. */
(function () {
  'use strict';
  var body = document.body, KEY = 'fazhi-scheme', waiting = false;

  function one(selector) { return document.querySelector(selector); }
  function each(selector, act) { Array.prototype.forEach.call(document.querySelectorAll(selector), act); }
  function media(query, act) {
    var list = window.matchMedia ? window.matchMedia(query) : { matches: false };
    if (list.addEventListener) { list.addEventListener('change', act); } else if (list.addListener) { list.addListener(act); }
    return list;
  }

  /* --- colour scheme ------------------------------------------------------------------------------ */

  var toggle = one('.fz-scheme');
  var system = media('(prefers-color-scheme: dark)', paint);
  var chosen = null;

  function paint() {
    try { chosen = localStorage.getItem(KEY); } catch (error) { /* The browser keeps nothing: the choice holds for this page. */ }
    var dark = chosen ? chosen === 'dark' : system.matches;
    body.setAttribute('data-md-color-scheme', dark ? 'slate' : 'default');
    toggle.setAttribute('aria-pressed', String(dark));
  }

  toggle.addEventListener('click', function () {
    var dark = toggle.getAttribute('aria-pressed') !== 'true';
    chosen = dark === system.matches ? null : dark ? 'dark' : 'light';
    try {
      if (chosen) { localStorage.setItem(KEY, chosen); } else { localStorage.removeItem(KEY); }
    } catch (error) { /* As above. */ }
    paint();
  });
  toggle.hidden = false;
  window.addEventListener('storage', paint);
  window.addEventListener('pageshow', paint);
  paint();

  /* --- the drawer: the same checkbox that opens it without a script, worked by buttons ---------------- */

  var box = one('.fz-drawer-box'), drawer = one('.fz-drawer');
  var button = one('button.fz-menu'), close = one('.fz-drawer__close');

  function show(open, focus) {
    box.checked = open;
    button.setAttribute('aria-expanded', String(open));
    /* While the drawer is open, nothing behind it can be reached. */
    each('.md-skip, .md-header, .md-container', function (part) { part.inert = open; });
    if (focus) { (open ? close : button).focus(); }
  }

  button.hidden = close.hidden = false;
  button.addEventListener('click', function () { show(true, true); });
  close.addEventListener('click', function () { show(false, true); });
  box.addEventListener('change', function () { show(box.checked, true); });
  document.addEventListener('keydown', function (event) {
    if (box.checked && (event.key === 'Escape' || event.key === 'Esc')) { show(false, true); }
  });
  document.addEventListener('focusin', function (event) {
    /* For browsers that do not know `inert`. */
    if (box.checked && !drawer.contains(event.target)) { close.focus(); }
  });
  window.addEventListener('pagehide', function () { show(false, false); });
  media('(min-width: 76.25em)', function () { show(false, false); });

  /* --- where the reader is ---------------------------------------------------------------------------- */

  var toc = one('.fz-toc'), up = one('.fz-top'), last = 0, current = null, places = [];
  each('.fz-toc a', function (link) {
    var heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) { places.push([heading, link]); }
  });

  function follow() {
    var found = null, at = window.pageYOffset;
    waiting = false;
    places.forEach(function (place) { if (place[0].getBoundingClientRect().top < 120) { found = place[1]; } });
    if (found !== current) {
      if (current) { current.removeAttribute('aria-current'); }
      if (found) {
        found.setAttribute('aria-current', 'location');
        if (found.offsetTop < toc.scrollTop || found.offsetTop + found.offsetHeight > toc.scrollTop + toc.clientHeight) {
          toc.scrollTop = found.offsetTop - toc.clientHeight / 2;
        }
      }
      current = found;
    }
    /* The way up is offered to those who turn back. */
    if (at < window.innerHeight || at > last) { up.hidden = true; } else if (at < last) { up.hidden = false; }
    last = at;
  }

  window.addEventListener('scroll', function () {
    if (!waiting) { waiting = true; window.requestAnimationFrame(follow); }
  });
  follow();

  /* --- addresses that lead into a page ------------------------------------------------------------------ */

  function unfold() {
    var node = null, opened = false, target;
    try { target = node = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (error) { return; }
    for (; node; node = node.parentNode) {
      if (node.nodeName === 'DETAILS' && !node.open) { node.open = opened = true; }
    }
    if (opened) { target.scrollIntoView(); }
  }

  window.addEventListener('hashchange', unfold);
  unfold();
  /* The language switch keeps the section: section ids are the same in both languages. */
  each('.fz-header-link--lang', function (link) {
    link.addEventListener('click', function () { link.hash = location.hash; });
  });

  /* --- paper shows what is folded; browsers before 2024 need to be told ----------------------------------- */

  window.addEventListener('beforeprint', function () {
    each('.fz-reveal:not([open])', function (folded) { folded.open = true; folded.setAttribute('data-printed', ''); });
  });
  window.addEventListener('afterprint', function () {
    each('.fz-reveal[data-printed]', function (folded) { folded.open = false; folded.removeAttribute('data-printed'); });
  });
}());
/* Sharing: a button that copies the address of the page, and a hint for WeChat, whose browser downloads nothing. */
(function () {
  'use strict';
  var box = document.querySelector('.fz-share'), hints = document.querySelectorAll('.fz-wechat'), i;
  if (/MicroMessenger/.test(navigator.userAgent)) {
    for (i = 0; i < hints.length; i += 1) { hints[i].hidden = false; }
  }
  /* The path of a file on somebody's stick is no address to pass on. */
  if (!box || !(box.getAttribute('data-address') || /^http/.test(location.protocol))) { return; }
  var said = box.querySelector('.fz-share__said'), field = box.querySelector('.fz-share__field');
  function address() {
    return (box.getAttribute('data-address') || location.href.replace(/#.*$/, '')) + location.hash;
  }
  function done() { field.hidden = true; said.textContent = said.getAttribute('data-done'); }
  function byHand() {
    field.value = address();
    field.hidden = false;
    field.focus();
    field.select();
    said.textContent = said.getAttribute('data-field');
  }
  box.querySelector('.fz-share__copy').addEventListener('click', function () {
    said.textContent = '';
    if (navigator.clipboard && navigator.clipboard.writeText) {
      navigator.clipboard.writeText(address()).then(done, byHand);
    } else {
      byHand();
    }
  });
  box.hidden = false;
}());

/* Activities: quizzes, tables to be sorted, stories in scenes. All of them work without this; here outcomes are spoken
   once, a choice can be taken back, and a story remembers the way. Nothing is stored, nothing is sent. */
(function () {
  'use strict';
  function each(where, selector, act) { Array.prototype.forEach.call(where.querySelectorAll(selector), act); }

  /* --- quizzes and sorting ------------------------------------------------------------------------------ */

  var voice = document.createElement('p');
  voice.className = 'fz-said';
  voice.setAttribute('role', 'status');

  function say(text) {
    voice.textContent = '';
    /* A change that comes with the choice itself would be drowned by the name of the answer. */
    window.setTimeout(function () { voice.textContent = text; }, 100);
  }

  function outcome(set, input) {
    var said = '';
    each(document.getElementById(input.getAttribute('data-why')), '.fz-reason', function (reason) {
      if (reason.getClientRects().length) { said = reason.textContent; }
    });
    return said.replace(/\s+/g, ' ').trim();
  }

  /* A description is spoken when a reader comes back to the answer, not while it is being announced. */
  function describe(set, whom) {
    each(set, 'input', function (input) {
      if (whom(input)) {
        input.setAttribute('aria-describedby', input.getAttribute('data-why'));
      } else {
        input.removeAttribute('aria-describedby');
      }
    });
  }

  function answers(set) {
    each(set, 'input', function (input) { input.setAttribute('data-why', input.getAttribute('aria-describedby')); });
    set.addEventListener('change', function (event) { say(outcome(set, event.target)); });
    set.addEventListener('focusin', function () { describe(set, function (input) { return input.checked; }); });
    set.addEventListener('focusout', function () { describe(set, function () { return true; }); });
  }

  function again(place, box) {
    function offer() { place.hidden = !box.querySelector('input:checked'); }
    place.querySelector('button').addEventListener('click', function () {
      each(box, 'input', function (input) { input.checked = false; });
      box.querySelector('input').focus();
      offer();
    });
    box.addEventListener('change', offer);
    window.addEventListener('pageshow', offer); /* The browser may have kept what was chosen. */
  }

  each(document, '.fz-question, .fz-pick', answers);
  each(document, '.fz-question .fz-again', function (place) { again(place, place.parentNode); });
  each(document, '.fz-table + .fz-again', function (place) { again(place, place.previousElementSibling); });
  if (document.querySelector('.fz-question, .fz-pick')) { document.querySelector('article').appendChild(voice); }

  /* --- stories: the address says which scene is shown ------------------------------------------------------- */

  function story(tree) {
    var scenes = {}, first = null, path = [], chosen = false;
    var bar = tree.querySelector('.fz-tree__bar'), way = bar.querySelector('p'), words = way.textContent;
    var buttons = bar.querySelectorAll('button');

    each(tree, '.fz-scene', function (scene) {
      var heading = scene.querySelector('h3');
      scenes[heading.id] = { scene: scene, heading: heading, title: heading.lastChild.textContent.trim() };
      heading.tabIndex = -1;
      first = first || heading.id;
    });

    function asked() {
      var id = '';
      try { id = decodeURIComponent(location.hash.slice(1)); } catch (error) { /* No address of ours. */ }
      return id ? (Object.prototype.hasOwnProperty.call(scenes, id) ? id : '') : first;
    }

    function show(focus) {
      var now = path[path.length - 1];
      Object.keys(scenes).forEach(function (id) {
        scenes[id].scene.className = id === now ? 'fz-scene fz-scene--now' : 'fz-scene';
      });
      way.textContent = words + path.map(function (id) { return scenes[id].title; }).join(' → ');
      if (focus) {
        scenes[now].heading.focus();
        scenes[now].heading.scrollIntoView({ block: 'nearest' });
      }
      buttons[0].disabled = buttons[1].disabled = path.length < 2;
    }

    function follow() {
      var id = asked(), before = path.slice(0, -1).lastIndexOf(id);
      if (id && id !== path[path.length - 1]) {
        /* Back in the browser is back on the way; a choice goes on, even to where one has been. */
        if (!chosen && before >= 0) { path.length = before + 1; } else { path.push(id); }
        show(true);
      }
      chosen = false;
    }

    function turn(back) {
      path = back;
      location.hash = path[path.length - 1];
      show(true);
    }

    tree.addEventListener('click', function (event) {
      var link = event.target.closest ? event.target.closest('a[href^="#"]') : null;
      chosen = Boolean(link && scenes[decodeURIComponent(link.hash.slice(1))]);
    });
    buttons[0].addEventListener('click', function () { turn(path.slice(0, -1)); });
    buttons[1].addEventListener('click', function () { turn([first]); });
    window.addEventListener('hashchange', follow);
    tree.className += ' fz-tree--played';
    bar.hidden = false;
    path = [asked() || first];
    show();
    if (location.hash && asked()) { scenes[path[0]].heading.scrollIntoView(); }
  }

  each(document, '.fz-tree', story);
}());
