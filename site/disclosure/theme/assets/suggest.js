/* Suggestions while typing in the search box: a combobox with a list under it. Without this
   script the box searches all the same. Nothing is kept, here or there; what is typed is sent
   only to this site, after a pause, and never while characters are still being composed. */
(function () {
  'use strict';

  var PAUSE = 250;

  function make(tag, attributes) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(function (name) {
      element.setAttribute(name, attributes[name]);
    });
    return element;
  }

  function combobox(form) {
    var input = form.querySelector('input[type="search"]');
    var list = make('ul', { id: input.id + '-names', role: 'listbox', 'class': 'names', 'aria-label': '可能要查的名称' });
    var status = make('p', { 'class': 'vh', role: 'status' });
    var chosen = -1;
    var composing = false;
    var turn = 0;
    var timer = 0;
    var typed = input.value;

    list.hidden = true;
    input.type = 'text'; /* A search field may not be a combobox. */
    input.setAttribute('role', 'combobox');
    input.setAttribute('aria-autocomplete', 'list');
    input.setAttribute('aria-expanded', 'false');
    input.setAttribute('aria-controls', list.id);
    input.parentNode.appendChild(list);
    form.appendChild(status);

    function close() {
      turn += 1;
      clearTimeout(timer);
      chosen = -1;
      list.hidden = true;
      list.textContent = '';
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }

    function show(names) {
      close();
      if (document.activeElement !== input) { return; }
      names.forEach(function (one, place) {
        var option = make('li', { id: list.id + '-' + place, role: 'option', 'aria-selected': 'false' });
        var name = make('span', {});
        var kind = make('small', {});
        name.textContent = one.name;
        kind.textContent = one.kind;
        option.appendChild(name);
        option.appendChild(document.createTextNode(' '));
        option.appendChild(kind);
        option.addEventListener('click', function () { take(one.name); });
        list.appendChild(option);
      });
      list.hidden = !names.length;
      input.setAttribute('aria-expanded', String(names.length > 0));
      status.textContent = names.length ? '有 ' + names.length + ' 个名称，按向下键选。' : '';
    }

    function take(name) {
      input.value = name;
      close();
      form.submit();
    }

    /* The names of the list, and the box itself, go round. */
    function move(step) {
      var options = list.children;
      var count = options.length + 1;
      if (chosen >= 0) { options[chosen].setAttribute('aria-selected', 'false'); }
      chosen = (chosen + 1 + step + count) % count - 1;
      if (chosen < 0) {
        input.removeAttribute('aria-activedescendant');
        return;
      }
      options[chosen].setAttribute('aria-selected', 'true');
      input.setAttribute('aria-activedescendant', options[chosen].id);
      options[chosen].scrollIntoView({ block: 'nearest' });
    }

    function ask() {
      var mine;
      var words = input.value.trim();
      if (words === typed) { return; }
      typed = words;
      close();
      if (!words) { return; }
      mine = turn;
      timer = setTimeout(function () {
        fetch(form.action + '?suggest=1&q=' + encodeURIComponent(words), { credentials: 'omit' })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .then(function (names) { if (mine === turn) { show(names); } })
          .catch(function () { /* No suggestions then; the box still searches. */ });
      }, PAUSE);
    }

    input.addEventListener('compositionstart', function () { composing = true; });
    input.addEventListener('compositionend', function () { composing = false; ask(); });
    input.addEventListener('input', function () { if (!composing) { ask(); } });
    input.addEventListener('blur', close);
    form.addEventListener('submit', close);
    list.addEventListener('mousedown', function (event) { event.preventDefault(); });
    input.addEventListener('keydown', function (event) {
      if (event.isComposing || composing || list.hidden) { return; }
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        move(event.key === 'ArrowDown' ? 1 : -1);
      } else if (event.key === 'Enter' && chosen >= 0) {
        take(list.children[chosen].firstChild.textContent);
      } else if (event.key === 'Escape') {
        close();
      } else {
        return;
      }
      event.preventDefault();
    });
  }

  if (window.fetch) {
    Array.prototype.forEach.call(document.querySelectorAll('form.search'), combobox);
  }
}());
