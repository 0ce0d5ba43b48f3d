/* Elder mode, progressive: reads the page aloud and sets the size of type.
   The buttons stand hidden in the page and appear only where they work. The size is
   remembered in this browser (localStorage) and nowhere else; no text leaves it either,
   because only voices that live on the device are used. */
(function () {
  'use strict';

  var SIZE = 'gongshi-size';
  var root = document.documentElement;
  var BLOCKS = 'h1, h2, h3, p, li, dt, dd, caption, th, td, figcaption, label, legend';
  var SILENT = 'nav, thead, [aria-hidden="true"]';

  function remembered() {
    try { return localStorage.getItem(SIZE); } catch (error) { return null; }
  }

  function remember(size) {
    try { localStorage.setItem(SIZE, size); } catch (error) { /* private window: the size holds for this page */ }
  }

  function setSize(size) {
    root.setAttribute('data-size', size);
    each('[data-size][aria-pressed]', function (button) {
      button.setAttribute('aria-pressed', String(button.getAttribute('data-size') === size));
    });
  }

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  /* Before the first paint, so that nothing jumps. */
  var size = remembered() === 'largest' ? 'largest' : 'large';
  setSize(size);

  /* A voice on the device, the mainland's own if there is one. */
  function voice() {
    var voices = speechSynthesis.getVoices().filter(function (one) {
      return one.localService && /^(zh|cmn)/i.test(one.lang);
    });
    var mainland = voices.filter(function (one) { return /(CN|Hans)/i.test(one.lang); });
    return mainland[0] || voices[0] || null;
  }

  function digits(text) {
    return text.split('').join(' ');
  }

  /* Dates as dates; telephone and six-digit numbers digit by digit. */
  function spoken(text) {
    return text
      .replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, function (all, year, month, day) {
        return year + '年' + Number(month) + '月' + Number(day) + '日';
      })
      .replace(/\b\d{3,4}-\d{7,8}\b|\b\d{6}\b/g, digits)
      .replace(/(\d) : (\d)/g, '$1比$2')
      .replace(/\s+/g, ' ')
      .trim();
  }

  /* The blocks of the page in order, each once: a block that holds others is read through them. */
  function blocks() {
    var main = document.getElementById('main');
    return Array.prototype.filter.call(main.querySelectorAll(BLOCKS), function (block) {
      return !block.querySelector(BLOCKS) && !block.closest(SILENT);
    });
  }

  function sentences(block) {
    var heading = block.getAttribute('data-h');
    var text = spoken((heading ? heading + '：' : '') + block.innerText.replace(/\s*\n\s*/g, '；'));
    return text.match(/[^。；！？]+[。；！？]?/g) || [];
  }

  function reader(start, stop) {
    var turn = 0;

    function show(reading) {
      start.hidden = reading;
      stop.hidden = !reading;
    }

    function end() {
      turn += 1;
      speechSynthesis.cancel();
      each('.reading', function (block) { block.classList.remove('reading'); });
      show(false);
    }

    function begin() {
      var queue = [];
      blocks().forEach(function (block) {
        sentences(block).forEach(function (text) { queue.push({ block: block, text: text }); });
      });
      speechSynthesis.cancel();
      turn += 1;
      show(true);
      stop.focus();
      next(queue, turn);
    }

    function next(queue, mine) {
      if (mine !== turn) { return; }
      each('.reading', function (block) { block.classList.remove('reading'); });
      var one = queue.shift();
      if (!one) { end(); start.focus(); return; }
      var speech = new SpeechSynthesisUtterance(one.text);
      speech.voice = voice();
      speech.lang = speech.voice ? speech.voice.lang : 'zh-CN';
      speech.rate = 0.85;
      speech.onend = function () { next(queue, mine); };
      speech.onerror = function () { if (mine === turn) { end(); } };
      one.block.classList.add('reading');
      speechSynthesis.speak(speech);
    }

    start.addEventListener('click', begin);
    stop.addEventListener('click', function () { end(); start.focus(); });
    window.addEventListener('pagehide', end);
  }

  function ready() {
    var aids = document.querySelector('.aids');
    if (!aids) { return; }
    setSize(size);
    each('button[data-size]', function (button) {
      button.addEventListener('click', function () {
        size = button.getAttribute('data-size');
        remember(size);
        setSize(size);
      });
    });
    aids.hidden = false;

    if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) { return; }
    var start = aids.querySelector('[data-read="start"]');
    var stop = aids.querySelector('[data-read="stop"]');
    var offered = false;

    /* Voices may arrive late. */
    function offer() {
      if (offered || !voice()) { return; }
      offered = true;
      start.hidden = false;
      reader(start, stop);
    }
    offer();
    if (speechSynthesis.addEventListener) {
      speechSynthesis.addEventListener('voiceschanged', offer);
    } else {
      speechSynthesis.onvoiceschanged = offer;
    }
  }

  document.addEventListener('DOMContentLoaded', ready);
}());
