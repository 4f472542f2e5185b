/* The search page. ES5, no library: schools have old browsers. Reads window.fazhiSearchIndex, which search/index.js
   hands over: [address, kind, title, [[anchor, section title, text], ...]] for each page. A query is cut at spaces; a
   page is found when it holds every piece, so that what a plain text search finds is found here. Nothing is sent. */
(function () {
  'use strict';
  var box = document.querySelector('.fz-search');
  var pages = window.fazhiSearchIndex;
  if (!box || !pages) { return; }
  var input = document.getElementById('fz-query');
  var count = box.querySelector('.fz-search__count');
  var list = box.querySelector('.fz-search__results');
  var MOST = 50, BEFORE = 24, AFTER = 90;

  function fold(text) {
    /* Full-width letters and digits, as Chinese input methods type them, mean the plain ones. One character stays
       one character, so that places found in the folded text are places in the text itself. */
    return text.toLowerCase().replace(/[\uff01-\uff5e]/g, function (char) {
      return String.fromCharCode(char.charCodeAt(0) - 0xfee0).toLowerCase();
    }).replace(/[\u3000\u00a0]/g, ' ').replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"');
  }

  var folded = pages.map(function (page) {
    return { title: fold(page[2]), sections: page[3].map(function (row) { return [fold(row[1]), fold(row[2])]; }) };
  });

  function find(query) {
    var phrase = fold(query).replace(/ +/g, ' ').replace(/^ | $/g, '');
    var words = phrase.split(' ').filter(function (word) { return word; });
    var found = [];
    if (!words.length) { return { words: words, found: found }; }
    folded.forEach(function (page, at) {
      var score = 0, best = -1, most = 0;
      var everything = words.every(function (word) {
        var inTitle = page.title.indexOf(word) >= 0, inPage = inTitle;
        if (page.title === word) { score += 100; }
        if (inTitle) { score += 40; }
        page.sections.forEach(function (row) {
          if (row[0].indexOf(word) >= 0) { inPage = true; score += row[0] === word ? 30 : 8; }
          if (row[1].indexOf(word) >= 0) { inPage = true; score += 1; }
        });
        return inPage;
      });
      if (!everything) { return; }
      /* Pages that hold the words just as they were typed come before those that hold them apart. */
      if (words.length > 1 && (page.title.indexOf(phrase) >= 0 || page.sections.some(function (row) {
        return row[0].indexOf(phrase) >= 0 || row[1].indexOf(phrase) >= 0;
      }))) { score += 1000; }
      page.sections.forEach(function (row, place) {
        var hits = 0;
        words.forEach(function (word) {
          hits += (row[0] === word ? 6 : row[0].indexOf(word) >= 0 ? 3 : 0) + (row[1].indexOf(word) >= 0 ? 2 : 0);
        });
        if (hits > most) { most = hits; best = place; }
      });
      found.push({ at: at, score: score, best: best });
    });
    found.sort(function (a, b) { return b.score - a.score || a.at - b.at; });
    return { words: words, found: found };
  }

  function marked(node, text, low, words) {
    var at = 0;
    while (at < text.length) {
      var next = -1, hit = '';
      words.forEach(function (word) {
        var place = low.indexOf(word, at);
        if (place >= 0 && (next < 0 || place < next || (place === next && word.length > hit.length))) {
          next = place; hit = word;
        }
      });
      if (next < 0) { break; }
      node.appendChild(document.createTextNode(text.slice(at, next)));
      var mark = document.createElement('mark');
      mark.appendChild(document.createTextNode(text.slice(next, next + hit.length)));
      node.appendChild(mark);
      at = next + hit.length;
    }
    node.appendChild(document.createTextNode(text.slice(at)));
    return node;
  }

  function element(name, className) {
    var node = document.createElement(name);
    node.className = className;
    return node;
  }

  function row(result, words) {
    var page = pages[result.at], low = folded[result.at];
    var section = result.best < 0 ? null : page[3][result.best];
    var item = element('li', 'fz-result');
    var link = element('a', 'fz-result__link');
    link.href = page[0] + (section && section[0] ? '#' + section[0] : '');
    var kind = element('span', 'fz-result__kind');
    kind.appendChild(document.createTextNode(page[1]));
    var title = element('span', 'fz-result__title');
    marked(title, page[2], low.title, words);
    if (section && section[1]) {
      title.appendChild(document.createTextNode(' \u203a '));
      marked(title, section[1], low.sections[result.best][0], words);
    }
    link.appendChild(kind);
    link.appendChild(title);
    item.appendChild(link);
    if (section && section[2]) {
      var text = section[2], lowText = low.sections[result.best][1], first = -1;
      words.forEach(function (word) {
        var place = lowText.indexOf(word);
        if (place >= 0 && (first < 0 || place < first)) { first = place; }
      });
      var from = Math.max(0, (first < 0 ? 0 : first) - BEFORE), to = Math.min(text.length, from + BEFORE + AFTER);
      var snippet = element('p', 'fz-result__text');
      if (from > 0) { snippet.appendChild(document.createTextNode('\u2026')); }
      marked(snippet, text.slice(from, to), lowText.slice(from, to), words);
      if (to < text.length) { snippet.appendChild(document.createTextNode('\u2026')); }
      item.appendChild(snippet);
    }
    return item;
  }

  function show(query) {
    var result = find(query), n = result.found.length;
    while (list.firstChild) { list.removeChild(list.firstChild); }
    result.found.slice(0, MOST).forEach(function (one) { list.appendChild(row(one, result.words)); });
    var words = n === 0 ? box.getAttribute('data-none') : n === 1 ? box.getAttribute('data-one')
      : box.getAttribute('data-many').replace('{n}', n);
    count.textContent = result.words.length ? words : '';
  }

  function fromAddress() {
    var match = /[?&]q=([^&]*)/.exec(location.search);
    try { return match ? decodeURIComponent(match[1].replace(/\+/g, ' ')) : ''; } catch (error) { return ''; }
  }

  function remember(query) {
    /* The query stands in the address, so that "back" returns to the results; file:// may forbid it. */
    try { history.replaceState(null, '', query ? '?q=' + encodeURIComponent(query) : location.pathname); } catch (error) { return; }
  }

  var waiting = null;
  input.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { show(input.value); remember(input.value); }, 60);
  });
  box.querySelector('.fz-search__without').hidden = true;
  box.querySelector('.fz-search__box').hidden = false;
  box.querySelector('.fz-hint').hidden = false;
  input.value = fromAddress();
  show(input.value);
  input.focus();
}());
