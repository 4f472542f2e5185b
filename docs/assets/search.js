/* The search page. ES5, no library: schools have old browsers. Reads window.fazhiSearchIndex, which search/index.js
   hands over; what is in it is told in scripts/fazhi/render/search.py. A query is cut at spaces and punctuation; a page
   or a term is found when it holds every piece, so that what a plain text search finds is found here. All text is set
   as text, never as markup. Nothing is sent. */
(function () {
  'use strict';
  var box = document.querySelector('.fz-search');
  var index = window.fazhiSearchIndex;
  if (!box || !index) { return; }
  var form = box.querySelector('form');
  var input = document.getElementById('fz-query');
  var count = box.querySelector('.fz-search__count');
  var list = box.querySelector('.fz-search__results');
  var lists = box.querySelector('.fz-search__without');
  var chinese = /^zh/.test(document.documentElement.lang);
  var TERM = 2, LONGEST = 100, FIRST = 6, BEFORE = chinese ? 24 : 50, AFTER = chinese ? 84 : 150;
  var HAN = /[\u3400-\u9fff]/, TONED = /[\u0101\u00e1\u01ce\u00e0\u0113\u00e9\u011b\u00e8\u012b\u00ed\u01d0\u00ec\u014d\u00f3\u01d2\u00f2\u016b\u00fa\u01d4\u00f9\u01d6\u01d8\u01da\u01dc\u00fc]/;

  /* --- folding: what means the same is written the same -------------------------------------------------------- */

  var PLAIN = {
    a: '\u0101\u00e1\u01ce\u00e0\u00e2\u00e4\u00e3\u00e5', c: '\u00e7', e: '\u0113\u00e9\u011b\u00e8\u00ea\u00eb',
    i: '\u012b\u00ed\u01d0\u00ec\u00ee\u00ef', n: '\u00f1\u0144\u0148', o: '\u014d\u00f3\u01d2\u00f2\u00f4\u00f6\u00f5',
    u: '\u016b\u00fa\u01d4\u00f9\u00fb\u00fc\u01d6\u01d8\u01da\u01dc', "'": '\u2018\u2019\uff07', '-': '\u2010\u2011\u2012\u2013\uff0d',
    ' ': '\u3000\u00a0'
  };
  var folds = {}, all = '';
  Object.keys(PLAIN).forEach(function (plain) {
    PLAIN[plain].split('').forEach(function (char) { folds[char] = plain; all += char; });
  });
  var FOLDED = new RegExp('[' + all + '\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]', 'g');

  function fold(text) {
    /* Upper case, accents, and the full-width letters and digits that Chinese input methods type. One character stays
       one character, so that places found in the folded text are places in the text itself. */
    var low = text.toLowerCase();
    if (low.length !== text.length) {
      low = text.replace(/[^]/g, function (char) { return char.toLowerCase().charAt(0); });
    }
    return low.replace(FOLDED, function (char) {
      return folds[char] || String.fromCharCode(char.charCodeAt(0) - 0xfee0).toLowerCase();
    });
  }

  function names(text, kind) {
    /* A term is also found by its pinyin without tones and spaces, with v for the letter that keyboards lack. */
    var low = fold(text);
    if (kind !== TERM) { return low; }
    var v = fold(text.replace(/[\u00fc\u01d6\u01d8\u01da\u01dc]/g, 'v'));
    return low + '\n' + low.replace(/[ '\-]/g, '') + (v === low ? '' : '\n' + v + '\n' + v.replace(/[ '\-]/g, ''));
  }

  var pages = index.pages.map(function (page) {
    return {
      address: page[0], kind: page[1], title: page[2], names: page[3],
      low: fold(page[2]), lowNames: names(page[3], page[1]),
      rows: page[4].map(function (row) {
        var text = row.slice(2).map(function (piece) {
          return typeof piece === 'number' ? index.shared[piece] : piece;
        }).join('\n');
        return { anchor: row[0], title: row[1], text: text, lowTitle: fold(row[1]), low: fold(text) };
      })
    };
  });

  /* --- from what was typed to patterns ------------------------------------------------------------------------- */

  var APART = /[\s,;:!?"()<>\[\]{}|\\\u2014\u2026\u201c\u201d\u3001\u3002\u3008-\u3011\u3014\u3015\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1c\uff1e\uff1f]+/;
  var ODD = { children: 'child', women: 'woman', men: 'man' };

  function escaped(text) { return text.replace(/[\\^$.*+?()[\]{}|\/\-]/g, '\\$&'); }

  function script(char) { return HAN.test(char) ? 'han' : /[a-z]/.test(char) ? 'letter' : /[0-9]/.test(char) ? 'digit' : ''; }

  function exactly(word) {
    /* Between characters and letters or digits a space may stand or not, and so may a hyphen inside a word. */
    var before = '', last = word.length - 1;
    return word.split('').map(function (char, at) {
      var here = script(char), gap = before && here && here !== before ? ' ?' : '';
      before = here;
      return char === '-' && at > 0 && at < last ? '[- ]?' : gap + escaped(char);
    }).join('');
  }

  function nearly(word) {
    /* English: the singular of a plural, as a whole word, and the plural of a word in -y. */
    var found = [];
    function add(end, other) { found.push('\\b' + word.slice(0, word.length - end) + other + '\\b'); }
    if (ODD[word]) { return '\\b' + ODD[word] + '\\b'; }
    if (!/^[a-z]{3,}('s|s'?|y)$/.test(word)) { return ''; }
    if (/'s$/.test(word)) { add(2, ''); } else if (/s'$/.test(word)) { add(1, ''); add(2, ''); }
    else if (/[^aeiou]y$/.test(word)) { add(1, 'ies'); }
    else if (/ies$/.test(word)) { add(3, 'y'); add(1, ''); }
    else if (/ves$/.test(word)) { add(3, 'f'); add(3, 'fe'); add(1, ''); }
    else if (/(s|x|z|ch|sh)es$/.test(word)) { add(2, ''); add(1, ''); }
    else if (/[^su]s$/.test(word)) { add(1, ''); }
    return found.join('|');
  }

  function pattern(exact, near) {
    return { exact: new RegExp(exact), every: new RegExp(exact, 'g'), near: near ? new RegExp(near) : null };
  }

  function parsed(query) {
    var low = fold(query.slice(0, LONGEST));
    var words = low.split(APART).filter(function (word) { return word; });
    if (!words.length) { words = low.split(/\s+/).filter(function (word) { return word; }); }
    words = words.filter(function (word, at) { return words.indexOf(word) === at; });
    var exact = words.map(exactly), near = words.map(nearly);
    return {
      words: words.map(function (word, at) { return pattern(exact[at], near[at]); }),
      /* The words as they were typed, one after the other. */
      phrase: exact.length > 1 ? pattern(exact.join('[^0-9a-z\\u3400-\\u9fff\\n]{0,3}'), '') : null,
      any: words.length ? new RegExp(exact.concat(near.filter(function (one) { return one; })).join('|'), 'g') : null
    };
  }

  /* --- finding and ranking ------------------------------------------------------------------------------------- */

  function whole(text, match) { return match[0].length === text.length; }

  function level(page, word) {
    /* How well a page holds a word: 10 or 9 in its title, 7 or 6 as a term, 4 in the title of a section, 2 in a text;
       one less for another form of the word; 0 if it does not hold it. */
    function look(regexp) {
      var best = 0, match = regexp.exec(page.low), term = page.kind === TERM;
      if (match) { return (term ? 6 : 9) + (whole(page.low, match) ? 1 : 0); }
      page.lowNames.split('\n').forEach(function (name) {
        match = regexp.exec(name);
        if (match) { best = Math.max(best, (term ? 6 : 9) + (whole(name, match) ? 1 : 0)); }
      });
      if (best) { return best; }
      if (page.rows.some(function (row) { return regexp.test(row.lowTitle); })) { return 4; }
      return page.rows.some(function (row) { return regexp.test(row.low); }) ? 2 : 0;
    }
    var exact = look(word.exact), near = word.near && exact < 10 ? look(word.near) : 0;
    /* The whole name in another form ("guardians") is better than a part of a longer word ("guardianship"). */
    return Math.max(exact, near === 10 || near === 7 ? near : near - 1);
  }

  function times(page, word) {
    return page.rows.reduce(function (sum, row) { return sum + (row.low.match(word.every) || []).length; }, 0);
  }

  function place(page, query) {
    /* The section that says most of what was asked for; the head of the page if its title says it. */
    var best = 0, most = 0;
    page.rows.forEach(function (row, at) {
      var value = 0;
      query.words.forEach(function (word) {
        var exact = (word.exact.test(row.lowTitle) ? 6 : 0) + (word.exact.test(row.low) ? 4 : 0);
        var near = word.near ? (word.near.test(row.lowTitle) ? 3 : 0) + (word.near.test(row.low) ? 2 : 0) : 0;
        value += Math.max(exact, near);
      });
      if (query.phrase && (query.phrase.exact.test(row.low) || query.phrase.exact.test(row.lowTitle))) { value += 20; }
      if (value > most) { most = value; best = at; }
    });
    return best;
  }

  function find(query) {
    var found = [];
    if (!query.words.length) { return found; }
    pages.forEach(function (page, at) {
      var least = 99, hits = 0;
      var everything = query.words.every(function (word) {
        var here = level(page, word);
        least = Math.min(least, here);
        return here > 0;
      });
      if (!everything) { return; }
      query.words.forEach(function (word) { hits += times(page, word); });
      var together = query.phrase ? level(page, query.phrase) : least;
      found.push({ page: page, at: at, top: together >= 6, score: (together * 16 + least) * 1000 + Math.min(hits, 999) });
    });
    return found.sort(function (a, b) { return b.score - a.score || a.at - b.at; });
  }

  /* --- showing ------------------------------------------------------------------------------------------------- */

  function element(name, className, text) {
    var node = document.createElement(name);
    node.className = className;
    if (text) { node.appendChild(document.createTextNode(text)); }
    return node;
  }

  function marked(node, text, any) {
    var low = fold(text), at = 0, match;
    any.lastIndex = 0;
    while ((match = any.exec(low)) && match[0]) {
      node.appendChild(document.createTextNode(text.slice(at, match.index)));
      at = match.index + match[0].length;
      node.appendChild(element('mark', '', text.slice(match.index, at)));
    }
    node.appendChild(document.createTextNode(text.slice(at)));
    return node;
  }

  function language(text) { return HAN.test(text) ? 'zh-Hans' : TONED.test(text) ? 'zh-Latn' : 'en'; }

  function inWord(text, at) { return /[a-z0-9]{2}/i.test(text.slice(at - 1, at + 1)); }

  function snippet(row, query) {
    var text = row.text, node = element('p', 'fz-result__text');
    var first = query.phrase ? row.low.search(query.phrase.exact) : -1;
    if (first < 0) { query.any.lastIndex = 0; first = row.low.search(query.any); }
    var from = Math.max(0, first - BEFORE), to = Math.min(text.length, from + BEFORE + AFTER);
    while (from > 0 && from < first && inWord(text, from)) { from += 1; }
    while (to < text.length && to > from + AFTER && inWord(text, to)) { to -= 1; }
    if (from > 0) { node.appendChild(document.createTextNode('\u2026')); }
    marked(node, text.slice(from, to).replace(/\n/g, ' ').replace(/^ | $/g, ''), query.any);
    if (to < text.length) { node.appendChild(document.createTextNode('\u2026')); }
    return node;
  }

  function item(one, query) {
    var page = one.page, row = page.rows[one.top ? 0 : place(page, query)];
    var node = element('li', 'fz-result'), link = element('a', 'fz-result__link');
    link.href = page.address + (row && row.anchor ? '#' + row.anchor : '');
    marked(link, page.title, query.any);
    if (row && row.title) { marked(link, ' \u203a ' + row.title, query.any); }
    node.appendChild(link);
    query.any.lastIndex = 0;
    if (page.kind === TERM || (query.any.test(page.lowNames) && page.names)) {
      var called = element('p', 'fz-result__names');
      page.names.split('\n').forEach(function (name, at) {
        if (at) { called.appendChild(document.createTextNode(' \u00b7 ')); }
        var span = element('span', '');
        span.lang = language(name);
        called.appendChild(marked(span, name, query.any));
      });
      node.appendChild(called);
    }
    if (row && row.text) { node.appendChild(snippet(row, query)); }
    return node;
  }

  function group(kind, found, query) {
    var section = element('section', 'fz-search__group'), title = element('h2', 'fz-search__kind', index.kinds[kind]);
    var rows = element('ol', 'fz-search__list');
    function add(some) { some.forEach(function (one) { rows.appendChild(item(one, query)); }); }
    title.appendChild(element('span', 'fz-search__number', ' ' + found.length));
    section.appendChild(title);
    section.appendChild(rows);
    add(found.slice(0, FIRST));
    if (found.length > FIRST) {
      var more = element('button', 'fz-search__more', box.getAttribute('data-more').replace('{n}', found.length - FIRST));
      more.type = 'button';
      more.addEventListener('click', function () {
        section.removeChild(more);
        add(found.slice(FIRST));
        rows.children[FIRST].querySelector('a').focus();
      });
      section.appendChild(more);
    }
    return section;
  }

  var shown = null;

  function show(text) {
    shown = text;
    var query = parsed(text), found = find(query), kinds = [], inKind = {}, n = found.length;
    while (list.firstChild) { list.removeChild(list.firstChild); }
    found.forEach(function (one) {
      var kind = one.page.kind;
      if (!inKind[kind]) { inKind[kind] = []; kinds.push(kind); }
      inKind[kind].push(one);
    });
    /* The group with the best result comes first. */
    kinds.forEach(function (kind) { list.appendChild(group(kind, inKind[kind], query)); });
    var words = box.getAttribute(n === 0 ? 'data-none' : n === 1 ? 'data-one' : 'data-many').replace('{n}', n);
    count.textContent = query.words.length ? words : '';
    lists.hidden = n > 0 || !query.words.length;
  }

  /* --- the address, the keyboard ------------------------------------------------------------------------------- */

  function fromAddress() {
    var match = /[?&]q=([^&]*)/.exec(location.search);
    try { return match ? decodeURIComponent(match[1].replace(/\+/g, ' ')).slice(0, LONGEST) : ''; } catch (error) { return ''; }
  }

  var settled = true;

  function remember(query) {
    /* The query stands in the address, so that links, "back" and "forward" lead to its results. What is typed in one go
       is one entry of the history. A browser may forbid it on file://; the search works all the same. */
    var address = query ? '?q=' + encodeURIComponent(query) : location.pathname;
    try { history[settled && fromAddress() ? 'pushState' : 'replaceState'](null, '', address); } catch (error) { return; }
    settled = false;
  }

  var waiting = null, composing = false;

  function now() {
    clearTimeout(waiting);
    /* What is shown stays: leaving the box is a change, and a list made anew under the mouse would lose its click. */
    if (input.value !== shown) { show(input.value); }
    if (input.value !== fromAddress()) { remember(input.value); }
  }

  function soon() {
    clearTimeout(waiting);
    if (!composing) { waiting = setTimeout(now, 60); }
  }

  function settle() { now(); settled = true; }

  function back() { input.value = fromAddress(); show(input.value); settled = true; }

  function arrows(event) {
    /* Down leads from the box to the first result and on, up leads back. */
    var step = event.keyCode === 40 ? 1 : event.keyCode === 38 ? -1 : 0;
    if (!step || composing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    var stops = [input].concat([].slice.call(list.querySelectorAll('a, button')));
    var at = stops.indexOf(document.activeElement);
    if (at < 0 || !stops[at + step]) { return; }
    stops[at + step].focus();
    event.preventDefault();
  }

  input.addEventListener('compositionstart', function () { composing = true; });
  input.addEventListener('compositionend', function () { composing = false; soon(); });
  input.addEventListener('input', soon);
  input.addEventListener('change', settle);
  form.addEventListener('submit', function (event) { event.preventDefault(); settle(); });
  box.addEventListener('keydown', arrows);
  window.addEventListener('popstate', back);
  box.querySelector('.fz-search__noscript').hidden = true;
  form.hidden = false;
  back();
  if (!input.value) { input.focus(); }
}());
