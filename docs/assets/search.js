/* The search page. ES5, no library: schools have old browsers. Reads window.fazhiSearchIndex, which search/index.js
   hands over; what is in it is told in scripts/fazhi/render/search/index.py. A query is cut at spaces and punctuation; a
   page or a term is found when it holds every piece, so that what a plain text search finds is found here. A large
   library comes in parts: grams tell which pages may hold a word, and the texts of those that are shown are loaded and
   read like any other. All text is set as text, never as markup. Nothing is sent. */
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
  var TERM = 2, LONGEST = 100, FIRST = 6, NEXT = 24, BEFORE = chinese ? 24 : 50, AFTER = chinese ? 84 : 150;
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

  function readable(rows) {
    return rows.map(function (row) {
      var text = row.slice(2).map(function (piece) {
        return typeof piece === 'number' ? index.shared[piece] : piece;
      }).join('\n');
      return { anchor: row[0], title: row[1], text: text, lowTitle: fold(row[1]), low: fold(text) };
    });
  }

  var pages = index.pages.map(function (page, at) {
    return {
      address: page[0], kind: page[1], title: page[2], names: page[3], at: at,
      low: fold(page[2]), lowNames: names(page[3], page[1]),
      /* Null while the texts of the page are not here. */
      rows: page[4] ? readable(page[4]) : null
    };
  });

  /* --- parts: what is loaded when it is wanted ----------------------------------------------------------------- */

  var parts = {}, coming = {}, FAILED = [];

  window.fazhiSearchPart = function (part) { parts['/' + part[0]] = part; };

  function begin(name) {
    var script = document.createElement('script');
    function end() {
      var waiting = coming[name];
      document.body.removeChild(script);
      if (!parts['/' + name]) { parts['/' + name] = FAILED; }
      delete coming[name];
      waiting.forEach(function (then) { then(); });
    }
    script.onload = script.onerror = end;
    script.src = 'search/' + name + '.js';
    coming[name] = [];
    document.body.appendChild(script);
  }

  function load(names, then) {
    /* At once if all are here. One that cannot be had is not waited for, and is asked for again by the next query. */
    var left = 1;
    function one() { left -= 1; if (!left) { then(); } }
    names.forEach(function (name) {
      if (parts['/' + name]) { return; }
      if (!coming[name]) { begin(name); }
      left += 1;
      coming[name].push(one);
    });
    one();
  }

  function forget() {
    Object.keys(parts).forEach(function (name) { if (parts[name] === FAILED) { delete parts[name]; } });
  }

  function textOf(page) { return 'text/' + page.address.replace(/\.html$/, ''); }

  function read(some, then) {
    /* Load the texts of pages that are not here. */
    load(some.filter(function (page) { return !page.rows; }).map(textOf), function () {
      some.forEach(function (page) {
        var part = page.rows ? null : parts['/' + textOf(page)];
        if (part && part !== FAILED) { page.rows = readable(part[1]); }
      });
      then();
    });
  }

  function lost(page) { return !page.rows && parts['/' + textOf(page)] === FAILED; }

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
    function add(end, other) { found.push(word.slice(0, word.length - end) + other); }
    if (ODD.hasOwnProperty(word)) { return [ODD[word]]; }
    if (!/^[a-z]{3,}('s|s'?|y)$/.test(word)) { return found; }
    if (/'s$/.test(word)) { add(2, ''); } else if (/s'$/.test(word)) { add(1, ''); add(2, ''); }
    else if (/[^aeiou]y$/.test(word)) { add(1, 'ies'); }
    else if (/ies$/.test(word)) { add(3, 'y'); add(1, ''); }
    else if (/ves$/.test(word)) { add(3, 'f'); add(3, 'fe'); add(1, ''); }
    else if (/(s|x|z|ch|sh)es$/.test(word)) { add(2, ''); add(1, ''); }
    else if (/[^su]s$/.test(word)) { add(1, ''); }
    return found;
  }

  function complete(word) { return '\\b' + word + '\\b'; }

  function pattern(exact, near) {
    return { exact: new RegExp(exact), every: new RegExp(exact, 'g'), near: near ? new RegExp(near) : null };
  }

  function parsed(query) {
    var low = fold(query.slice(0, LONGEST));
    var words = low.split(APART).filter(function (word) { return word; });
    if (!words.length) { words = low.split(/\s+/).filter(function (word) { return word; }); }
    words = words.filter(function (word, at) { return words.indexOf(word) === at; });
    var exact = words.map(exactly), forms = words.map(nearly);
    var near = forms.map(function (some) { return some.map(complete).join('|'); });
    return {
      words: words.map(function (word, at) {
        var found = pattern(exact[at], near[at]);
        if (lexicon) { need(found, word, forms[at]); }
        return found;
      }),
      /* Whether the pages that are found are known, though not all of them have been read. */
      sure: true,
      /* The words as they were typed, one after the other. */
      phrase: exact.length > 1 ? pattern(exact.join('[^0-9a-z\\u3400-\\u9fff\\n]{0,3}'), '') : null,
      any: words.length ? new RegExp(exact.concat(near.filter(function (one) { return one; })).join('|'), 'g') : null
    };
  }

  /* --- grams: which pages may hold a word, told without their texts ---------------------------------------------- */

  var MANY = 8, SOME = 3, PAIRS = 6, ROW = 1024;
  var PIECE = /[\u3400-\u9fff]+|[a-z_]+|[0-9]+|[^]/g, WORDS = /^[0-9a-z_]/;

  function filed(key) {
    /* The part that holds a key, as scripts/fazhi/render/search/grams.py says. */
    var number = 0, at;
    if (/^[0-9]/.test(key)) { return 'grams/n' + key.charAt(0); }
    for (at = 0; at < 3 && at < key.length; at += 1) { number = (number * 31 + key.charCodeAt(at)) % 256; }
    return 'grams/' + number;
  }

  function listed(packed) {
    /* The words of all texts, each between two line breaks; a letter says how much of one is that of the one before. */
    var word = '', all = '\n';
    packed.replace(/([A-Z])([^A-Z]*)/g, function (_, same, rest) {
      word = word.slice(0, same.charCodeAt(0) - 65) + rest;
      all += word + '\n';
    });
    return all;
  }

  var lexicon = typeof index.words === 'string' ? listed(index.words) : '';

  function holding(piece) {
    /* The words of the index that hold a piece: the piece itself, then those that begin so, then the others, short first. */
    var all = lexicon, equal = [], begun = [], other = [], at = all.indexOf(piece), from, to, word;
    while (at >= 0) {
      from = all.lastIndexOf('\n', at) + 1;
      to = all.indexOf('\n', at);
      word = all.slice(from, to);
      (word === piece ? equal : from === at ? begun : other).push(word);
      at = all.indexOf(piece, to);
    }
    return equal.concat(begun, other.sort(function (a, b) { return a.length - b.length; }));
  }

  function wanted(key, second) { return { key: key, second: second || '', part: filed(key) }; }

  function words(piece) {
    /* If they lie in too many parts, only the first are asked for, and what holds only the others is not known. */
    var order = [], any = holding(piece).map(function (word) { return wanted(word); }), whole;
    any.forEach(function (one) { if (order.length <= MANY && order.indexOf(one.part) < 0) { order.push(one.part); } });
    whole = order.length <= MANY;
    if (!whole) { order = order.slice(0, SOME); }
    return { any: any.filter(function (one) { return order.indexOf(one.part) >= 0; }), whole: whole };
  }

  function pairs(run) {
    /* Each character with the next one; of a long run some pairs, from its beginning to its end. */
    var every = run.length - 1, some = Math.min(every, PAIRS), found = [], at, first;
    for (at = 0; at < some; at += 1) {
      first = some === 1 ? 0 : Math.round(at * (every - 1) / (some - 1));
      found.push({ any: [wanted(run.charAt(first), run.charAt(first + 1))], whole: true });
    }
    return found;
  }

  function asked(word) {
    /* What must all stand in a row that holds a word: for each piece of it, any of some grams. */
    var strong = [], weak = [], last = word.length - 1;
    var cut = word.replace(/-/g, function (sign, at) { return at > 0 && at < last ? '\n' : sign; }).match(PIECE);
    cut.forEach(function (piece) {
      if (HAN.test(piece)) {
        if (piece.length > 1) { strong = strong.concat(pairs(piece)); } else { weak.push({ any: [wanted(piece)], whole: true }); }
      } else if (WORDS.test(piece)) {
        strong.push(words(piece));
      } else if (piece !== '\n' && piece.toLowerCase() === piece.toUpperCase() && !/[\ud800-\udfff]/.test(piece)) {
        weak.push({ any: [wanted(piece)], whole: true });
      }
    });
    return {
      pieces: strong.length ? strong : weak,
      /* Whether a row that has these grams holds the word: there is nothing else to it. */
      sure: cut.length === 1 && (WORDS.test(word) || (HAN.test(word) && word.length < 3))
    };
  }

  function need(pattern, word, forms) {
    /* Tell a pattern what parts must say of it. */
    var needs = asked(word);
    pattern.pieces = needs.pieces;
    pattern.sure = needs.sure;
    forms = forms.filter(function (form) { return lexicon.indexOf('\n' + form + '\n') >= 0; });
    pattern.forms = forms.length ? [{ any: forms.map(function (form) { return wanted(form); }), whole: true }] : [];
  }

  function unpack(text, from, into) {
    /* Read the runs of one gram, as packed in grams.py, into { page and row: twice the times, and 1 for the title }. */
    var page = -1, far = 0, skipped = 0, row, times, code, key;
    for (;;) {
      code = text.charCodeAt(from);
      from += 1;
      if (code >= 97 && code <= 122) {
        far = far * 26 + code - 97;
      } else if (code === 126) {
        skipped += 26;
      } else if (code >= 65 && code <= 90) {
        page += far;
        row = skipped + code - 65;
        far = skipped = times = 0;
        code = text.charCodeAt(from);
        if (code >= 48 && code <= 57) {
          while (code >= 48 && code <= 57) {
            times = times * 10 + code - 48;
            from += 1;
            code = text.charCodeAt(from);
          }
        } else { times = 1; }
        key = page * ROW + row;
        times = (into[key] || 0) + 2 * times;
        if (code === 33) { from += 1; times |= 1; }
        into[key] = times;
      } else { return from - 1; }
    }
  }

  function look(one, into) {
    /* Whether the part that holds a gram is here; what it says goes into the rows. */
    var part = parts['/' + one.part], text, at, end;
    if (!part || part === FAILED || part[1] !== index.made) { return false; }
    text = part[2];
    at = text.indexOf('\n' + one.key + ' ');
    if (at < 0) { return true; }
    at += one.key.length + 2;
    if (!HAN.test(one.key)) { unpack(text, at, into); return true; }
    end = text.indexOf('\n', at);
    if (one.second) {
      at = text.slice(at, end).indexOf(one.second) + at;
      if (text.charAt(at) === one.second) { unpack(text, at + 1, into); }
    } else {
      while (at < end) { at = unpack(text, at + 1, into); }
    }
    return true;
  }

  function both(one, other) {
    var found = {};
    Object.keys(one).forEach(function (key) {
      var most = Math.min(one[key] >> 1, other[key] >> 1) * 2 + (one[key] & other[key] & 1);
      /* Nothing is found half in a title and half in a text. */
      if (most) { found[key] = most; }
    });
    return found;
  }

  function held(pieces) {
    /* The rows that have every piece; not whole if others may have them too. */
    var rows = null, part = null, whole = false;
    pieces.forEach(function (piece) {
      var here = {}, complete = piece.whole;
      piece.any.forEach(function (one) { complete = look(one, here) && complete; });
      if (complete) { rows = rows ? both(rows, here) : here; whole = true; } else { part = here; }
    });
    return summed(rows || (pieces.length === 1 && part) || {}, whole);
  }

  function summed(rows, whole) {
    var found = {};
    Object.keys(rows).forEach(function (key) {
      var page = Math.floor(key / ROW), here = found[page] || (found[page] = { level: 2, times: 0 });
      here.times += rows[key] >> 1;
      if (rows[key] & 1) { here.level = 4; }
    });
    return { pages: found, rows: rows, whole: whole };
  }

  function partsOf(query) {
    var found = [];
    if (!lexicon) { return found; }
    query.words.forEach(function (word) {
      word.pieces.concat(word.forms).forEach(function (piece) { piece.any.forEach(function (one) { found.push(one.part); }); });
    });
    return found.filter(function (name, at) { return found.indexOf(name) === at; });
  }

  function gather(query) {
    /* From the parts that are here, what is known of every page for every word. */
    var rows = null;
    if (!lexicon) { return; }
    query.words.forEach(function (word) {
      word.held = held(word.pieces);
      word.alike = word.forms.length ? held(word.forms) : null;
      query.sure = query.sure && word.sure && word.held.whole;
      rows = rows ? both(rows, word.held.rows) : word.held.rows;
    });
    /* Where all words stand in one row they may stand one after the other. */
    if (query.phrase) { query.phrase.held = summed(rows, true); }
  }

  /* --- finding and ranking ------------------------------------------------------------------------------------- */

  function whole(text, match) { return match[0].length === text.length; }

  function level(page, word) {
    /* How well a page holds a word: 10 or 9 in its title, 7 or 6 as a term, 4 in the title of a section, 2 in a text;
       one less for another form of the word; 0 if it does not hold it. Of a page that has not been read it is what the
       grams say, and 1 if they cannot say it. */
    function seen(regexp, held) {
      var best = 0, match = regexp.exec(page.low), term = page.kind === TERM;
      if (match) { return (term ? 6 : 9) + (whole(page.low, match) ? 1 : 0); }
      page.lowNames.split('\n').forEach(function (name) {
        match = regexp.exec(name);
        if (match) { best = Math.max(best, (term ? 6 : 9) + (whole(name, match) ? 1 : 0)); }
      });
      if (best) { return best; }
      if (!page.rows) { return !held ? 0 : held.pages[page.at] ? held.pages[page.at].level : held.whole ? 0 : 1; }
      if (page.rows.some(function (row) { return regexp.test(row.lowTitle); })) { return 4; }
      return page.rows.some(function (row) { return regexp.test(row.low); }) ? 2 : 0;
    }
    var exact = seen(word.exact, word.held), near = word.near && exact < 10 ? seen(word.near, word.alike) : 0;
    /* The whole name in another form ("guardians") is better than a part of a longer word ("guardianship"). */
    return Math.max(exact, near === 10 || near === 7 ? near : near - 1);
  }

  function times(page, word) {
    if (!page.rows) { return word.held.pages[page.at] ? word.held.pages[page.at].times : 0; }
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

  function entitled(page, phrase) {
    var best = level(page, phrase);
    return best >= 6 ? best : 0;
  }

  function find(query, hopeful) {
    /* The pages that are found, best first. Hopeful, a page that has not been read is ranked as if words that stand in
       one of its sections stood there one after the other; then none that is read can be better than it is ranked. */
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
      var together = !query.phrase ? least : page.rows || hopeful ? level(page, query.phrase) : entitled(page, query.phrase);
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
    var page = one.page, row = page.rows ? page.rows[one.top ? 0 : place(page, query)] : null;
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

  function ofKind(found, kind) { return found.filter(function (one) { return one.page.kind === kind; }); }

  function pageOf(one) { return one.page; }

  function open(query, found) {
    /* Whether some of what may be found has still to be read before anybody knows. */
    return !query.sure && found.some(function (one) { return !one.page.rows; });
  }

  function numbered(query, found) { return (open(query, found) ? '\u2264\u00a0' : '') + found.length; }

  function say(query, found) {
    var n = found.length;
    var name = n === 0 ? 'data-none' : open(query, found) ? 'data-most' : n === 1 ? 'data-one' : 'data-many';
    count.textContent = query.words.length ? box.getAttribute(name).replace('{n}', n) : '';
    lists.hidden = n > 0 || !query.words.length;
  }

  function group(kind, found, query) {
    var section = element('section', 'fz-search__group'), title = element('h2', 'fz-search__kind', index.kinds[kind]);
    var rows = element('ol', 'fz-search__list'), number = element('span', 'fz-search__number', ' ' + numbered(query, found));
    var more = element('button', 'fz-search__more'), there = {};
    function add(some) {
      some.forEach(function (one) {
        there[one.page.at] = true;
        rows.appendChild(item(one, query));
      });
    }
    function left(all) { return ofKind(all, kind).filter(function (one) { return !there[one.page.at]; }); }
    function next(some) {
      /* What is to come at a click: all of it, or what can be read in one go. */
      return some.every(function (one) { return one.page.rows; }) ? some : some.slice(0, NEXT);
    }
    function offer(some) {
      if (some.length) {
        more.textContent = box.getAttribute('data-more').replace('{n}', next(some).length);
        section.appendChild(more);
      } else if (more.parentNode) { section.removeChild(more); }
    }
    more.type = 'button';
    more.addEventListener('click', function () {
      var before = rows.children.length, pages = next(left(find(query))).map(pageOf);
      list.setAttribute('aria-busy', 'true');
      read(pages, function () {
        var all = find(query);
        if (query !== current) { return; }
        list.removeAttribute('aria-busy');
        add(left(all).filter(function (one) { return pages.indexOf(one.page) >= 0; }));
        offer(left(all));
        number.textContent = ' ' + numbered(query, ofKind(all, kind));
        say(query, all);
        if (rows.children[before]) { rows.children[before].querySelector('a').focus(); } else { (more.parentNode ? more : input).focus(); }
        if (!rows.firstChild && !more.parentNode) { list.removeChild(section); }
      });
    });
    title.appendChild(number);
    section.appendChild(title);
    section.appendChild(rows);
    add(found.slice(0, FIRST).filter(function (one) { return one.page.rows || lost(one.page); }));
    offer(left(found));
    return section;
  }

  var ENOUGH = 24, shown = null, current = null;

  function put(query, found) {
    var kinds = [];
    while (list.firstChild) { list.removeChild(list.firstChild); }
    found.forEach(function (one) { if (kinds.indexOf(one.page.kind) < 0) { kinds.push(one.page.kind); } });
    /* The group with the best result comes first. */
    kinds.forEach(function (kind) { list.appendChild(group(kind, ofKind(found, kind), query)); });
    say(query, found);
  }

  function show(text) {
    var query = parsed(text), slow = null, left = ENOUGH;
    shown = text;
    current = query;
    function done(found) {
      clearTimeout(slow);
      list.removeAttribute('aria-busy');
      put(query, found);
    }
    function settle(hopeful) {
      /* Read the pages that would be shown first, until all that are have been read, or enough. */
      var found = find(query, hopeful), first = [];
      index.kinds.forEach(function (_, kind) { first = first.concat(ofKind(found, kind).slice(0, FIRST).map(pageOf)); });
      first = first.filter(function (page) { return !page.rows && !lost(page); }).slice(0, left);
      left -= first.length;
      if (!first.length) { done(found); return; }
      read(first, function () { if (query === current) { settle(false); } });
    }
    forget();
    list.setAttribute('aria-busy', 'true');
    slow = setTimeout(function () { if (query === current) { count.textContent = box.getAttribute('data-wait'); } }, 300);
    load(partsOf(query), function () {
      if (query !== current) { return; }
      gather(query);
      settle(true);
    });
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
